"""The fields of a form that was sent, checked; empty ones stay empty ones, which FastAPI would leave out."""

from __future__ import annotations

from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile

__all__ = ["form_fields"]

M = TypeVar("M", bound=BaseModel)


async def form_fields(request: Request, model: type[M]) -> M:
    """What a form sends, as ``model`` has it; of a file its bytes, and nothing of its name.

    Raises:
        RequestValidationError: a field is missing, unknown or not what it should be.
        HTTPException: 400, it is no form, or one of more fields than ``model`` has, or of several files.
    """
    fields: dict[str, object] = {}
    size = request.app.state.site.settings.limits.body
    most = len(model.model_fields) + 1
    async with request.form(max_files=1, max_fields=most, max_part_size=size) as form:
        for name, value in form.multi_items():
            fields[name] = await value.read() if isinstance(value, UploadFile) else value
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        wrong = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(wrong) from None
