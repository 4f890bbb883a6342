"""``python -m course`` says what is wrong with an installation."""

from course.installation import doctor

if __name__ == "__main__":
    doctor()
