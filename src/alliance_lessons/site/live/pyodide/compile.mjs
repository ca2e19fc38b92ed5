// Compiles the Python files of zip archives with the Python that will run them, so that a browser
// need not do it at each start. Arguments: Pyodide's folder, the folder of the archives, and their
// names; NAME becomes NAME.compiled.
import { loadPyodide } from "pyodide";

const [indexURL, root, ...names] = Deno.args;
const python = await loadPyodide({ indexURL: `${indexURL}/` });
python.FS.mkdirTree("/archives");
python.FS.mount(python.FS.filesystems.NODEFS, { root }, "/archives");
python.globals.set("names", python.toPy(names));
python.runPython(`
import re
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

# of the standard library: servers, mail, other processes, and tests
UNUSED = r"(ftplib|imaplib|mailbox|multiprocessing|poplib|smtplib|unittest|wsgiref|xmlrpc)[./]"

for name in names:
    places = "/lib/python314.zip/" if name == "python_stdlib.zip" else "/lib/python3.14/site-packages/"
    with (
        zipfile.ZipFile(f"/archives/{name}") as given,
        zipfile.ZipFile(f"/archives/{name}.compiled", "w", zipfile.ZIP_STORED) as made,
    ):
        for one in given.infolist():
            place, body = one.filename, given.read(one)
            if name == "python_stdlib.zip" and re.match(UNUSED, place):
                continue
            if place.endswith(".py") and not place.endswith("/ipython_config.py"):
                code = compile(body, places + place, "exec", dont_inherit=True, optimize=0)
                place, body = place + "c", _code_to_hash_pyc(code, source_hash(body), False)
            made.writestr(zipfile.ZipInfo(place), body)
`);
