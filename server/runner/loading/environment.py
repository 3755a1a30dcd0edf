"""Sets up the user's environment in a bare interpreter (`-I -S`): import paths, and site-packages on demand."""

import functools
import importlib.machinery
import importlib.util
import os
import sys
import sysconfig
import types
from typing import Any, List, Optional, Tuple


class SiteOnDemand:
    """Stands last on `sys.meta_path`: adds the environment's site-packages when an import first finds nothing."""

    def __init__(self) -> None:
        self._added = False

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if self._added or path is not None:
            return None
        self._added = True
        import site

        before = list(sys.path)
        site.main()
        # site.main() may put entries anywhere; the project's entries stay first.
        sys.path[:] = before + [entry for entry in sys.path if entry not in before]
        return importlib.machinery.PathFinder.find_spec(name)


#: Folders of the user's project, and the bare interpreter's own library.
_roots: List[str] = []
_LIBRARY = [folder for folder in sys.path if folder]


def prepare(paths: List[str]) -> None:
    """Puts the user's import roots before the standard library, and adds site-packages on demand."""
    _roots[:] = [_folder(path) for path in paths]
    sys.path[:0] = paths
    sys.meta_path.append(SiteOnDemand())
    sys.dont_write_bytecode = True


def is_of_project(file: str) -> bool:
    """Whether a module's file belongs to the user's project: not to the interpreter, an installation, or Assay."""
    real = os.path.normcase(os.path.realpath(file))
    if any("%s%s%s" % (os.sep, name, os.sep) in real for name in ("site-packages", "dist-packages")):
        return False
    return real.startswith(tuple(_roots)) and not real.startswith(_library_folders())


@functools.lru_cache(maxsize=None)
def _library_folders() -> Tuple[str, ...]:
    folders = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), os.path.dirname(os.path.abspath(__file__))]
    return tuple(_folder(folder) for folder in (*folders, *_LIBRARY) if folder)


def _folder(path: str) -> str:
    """The folder as a path prefix; a drive's root already ends with a separator."""
    return os.path.join(os.path.normcase(os.path.realpath(path)), "")


@functools.lru_cache(maxsize=None)
def interpreter_folders() -> List[str]:
    """The folders and files that the interpreter needs for imports: its library, site-packages, shared objects, time zones."""
    import site
    import sysconfig

    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.path.dirname(sys.executable))}
    folders = [sysconfig.get_path(key) for key in ("stdlib", "platstdlib")]
    folders += site.getsitepackages(sorted(prefixes))
    folders += [os.path.join(prefix, "lib", name) for prefix in prefixes for name in ("tcl8.6", "tk8.6")]
    # `site` reads it again when a candidate's import adds the environment.
    folders += [os.path.join(prefix, "pyvenv.cfg") for prefix in prefixes]
    folders += ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"]
    folders += ["/etc/localtime", "/etc/ld.so.cache", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]
    libraries = sysconfig.get_config_var("LIBDIR")
    if libraries:
        folders.append(libraries)
    return sorted({os.path.realpath(folder) for folder in folders if folder and os.path.exists(folder)})


def _standard(name: str) -> Optional[types.ModuleType]:
    """The standard library's module of that name, loaded from there; None without one."""
    known = sys.modules.get(name)
    if known is None and "." not in name:
        folder = sysconfig.get_path("stdlib")
        spec = importlib.machinery.PathFinder.find_spec(name, [folder])
        if spec is not None and spec.loader is not None:
            known = sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(known)
    file = os.path.realpath(getattr(known, "__file__", None) or "")
    return known if file.startswith(os.path.realpath(sysconfig.get_path("stdlib")) + os.sep) and "site-packages" not in file else None


def new_module(name: str, file: str) -> types.ModuleType:
    """Creates the user's module, empty and importable under its name."""
    module = types.ModuleType(name)
    module.__file__ = file
    standard = _standard(name)
    if standard is not None:
        # Only a part of the standard library's file executes here; other modules need the rest.
        module.__dict__["__getattr__"] = functools.partial(getattr, standard)
    package, _, _ = name.rpartition(".")
    module.__package__ = package
    module.__spec__ = importlib.machinery.ModuleSpec(name, None, origin=file)
    sys.modules[name] = module
    return module
