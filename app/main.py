"""The application: the API under /api/v1 and what stands at the host root; nothing else."""

from fastapi import APIRouter, FastAPI
from starlette.routing import Mount

from app import description, errors, health, pages
from app.organizations import routes as organizations
from app.responses import PREFIX
from app.surroundings import HeadMiddleware

ROUTERS: tuple[APIRouter, ...] = (organizations.router,)


def create_api() -> FastAPI:
    """The described API, with every noun's router."""
    api = description.described()
    for router in ROUTERS:
        api.include_router(router)
    description.publish(api)
    errors.install(api)
    return api


def create_app() -> FastAPI:
    """What uvicorn serves."""
    app = FastAPI(title="Nästa", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.router.routes.append(Mount(PREFIX, app=create_api()))
    app.add_middleware(HeadMiddleware)
    errors.install(app)
    return app
