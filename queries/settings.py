"""Settings: everything an operator chooses, read once from the environment."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from queries.errors import BadSetting
from queries.text import Text

HOME = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is the environment variable `RM_COCKPIT_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="RM_COCKPIT_", frozen=True, extra="ignore")

    warehouse: str = str(HOME / "warehouse")  # a folder of DuckDB generations, or a postgresql:// address
    mode: Literal["local"] = "local"  # how people prove who they are; anything else refuses to start
    query_seconds: float = Field(default=30.0, gt=0, le=600)  # a read is cancelled in the database after this long
    demo_size: Literal["tiny", "demo", "m", "l"] = "demo"  # the demonstration bank built on a first start

    @property
    def folder(self) -> Path:
        """Where generations and `state.db` lie; for a served warehouse, where `state.db` lies."""
        return HOME / "warehouse" if "://" in self.warehouse else Path(self.warehouse)


@cache
def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as refusal:
        first = refusal.errors()[0]
        name = f"RM_COCKPIT_{'_'.join(str(part) for part in first['loc']).upper()}"
        raise BadSetting(
            Text(f"环境变量 {name} 的值“{first['input']}”不可用。", f"The setting {name} cannot be {first['input']!r}."),
            Text(f"请更正或删除该变量：{first['msg']}", f"Correct it or remove it: {first['msg']}"),
        ) from None
