"""Files that a user drops: read once, and gone from memory when they hold personal data.

Streamlit keeps the bytes of an upload in the memory of the server until the session ends or the user removes the file:
in its upload manager, by session and file, and once more in the value of the widget. Nothing is written to disk. After
`forget_upload` neither is left, and the widget is empty in the next run. A page must not put the bytes, the sheets or
the `ReadResult` of a refused file in `st.session_state` or a cache: only its problems.
"""

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile


def forget_upload(file: UploadedFile) -> None:
    """Remove an upload from the memory of the server.

    Parameters
    ----------
    file : what `st.file_uploader` returned; it cannot be read any more afterwards.
    """
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    file.close()
