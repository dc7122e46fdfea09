"""Failures that callers can act on."""


class PaymentError(Exception):
    """`code` is one of config_invalid, arguments_invalid, provider_unreachable, provider_refused, provider_answer_invalid.

    Nothing the provider said is in the message, which is in the plugin's language.
    """

    def __init__(self, code: str, message: str, *, status: int | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.field = field
