"""A provider of OpenID Connect that holds to PKCE (RFC 7636): Authlib does what oidc-provider-mock leaves out.

Run as `python -m tests.provider --port 9400`.
"""

from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7636 import CodeChallenge
from oidc_provider_mock import _app
from oidc_provider_mock.__main__ import run

# code -> what its verifier must answer to; the codes of the provider have no room for it.
_challenges: dict[str, str] = {}


class _Pkce(CodeChallenge):
    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        super().validate_code_challenge(grant, redirect_uri)
        if grant.request.payload.data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("S256 is asked for")

    def get_authorization_code_challenge(self, authorization_code: Any) -> str:
        return _challenges[authorization_code.code]

    def get_authorization_code_challenge_method(self, _code: Any) -> str:
        return "S256"


class _Grant(_app.AuthorizationCodeGrant):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        _Pkce()(self)

    def save_authorization_code(self, code: str, request: Any) -> None:
        super().save_authorization_code(code, request)
        _challenges[code] = request.payload.data["code_challenge"]


if __name__ == "__main__":
    _app.AuthorizationCodeGrant = _Grant
    run()
