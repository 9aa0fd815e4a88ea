"""What the sign-in pages say when something does not work. None of it tells whether an address has an account."""

TOO_MANY = "There were too many tries that did not work. Wait 15 minutes, then try again."
SIGN_IN_ERRORS = {
    "email_password_mismatch": "The e-mail address or the password is not right.",
    "too_many_login_attempts": TOO_MANY,
    "rate_limited": TOO_MANY,
    "incorrect_password": "The password is not right.",
    "invalid_password_reset": "This link no longer works.",
}
CODE_ERRORS = {
    "incorrect_code": "The code is not right. Enter the newest code that your app shows.",
    "code_used": "That code has been used. Wait until your app shows the next one.",
}
