"""Hostile, damaged and enormous files: a sentence for each, nothing run, little memory and time."""

import io
import json
import pickle
import struct
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsviz.reading.errors import ReadError
from dsviz.reading.files import apart, child
from dsviz.reading.files.opening import read_file
from dsviz.reading.files.tensor import MOST_BYTES, MOST_TENSORS, MOST_UNPACKED
from tests.reading.clock import fastest
from tests.reading.files.made import BIAS, KERNEL, hdf5, npy, npz, onnx_model, safetensors, torch_file, xlsx
from tests.thorough import examples


def rule_of(data, name):
    with pytest.raises(ReadError) as caught:
        all_of(data, name)
    return caught.value


def all_of(data, name):
    return [tensor.read() for tensor in read_file(data, name)]


class Marks:
    """An object whose pickle creates a file when somebody loads it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


def zipped(members, method=zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as opened:
        for name, body in members.items():
            opened.writestr(name, body)
    return file.getvalue()


def test_an_array_of_objects_is_refused_and_not_run(tmp_path):
    mark = tmp_path / "run"
    data = npy(np.array([Marks(str(mark))], dtype=object), allow_pickle=True)
    assert rule_of(data, "a.npy").rule == "file-dtype"
    assert rule_of(zipped({"a.npy": data}), "a.npz").rule == "file-dtype"
    assert not mark.exists()


@pytest.mark.parametrize("new", [True, False])
def test_a_torch_file_with_code_in_it_is_refused_and_not_run(new, tmp_path):
    mark = tmp_path / "run"
    data = torch_file({"w": Marks(str(mark))}, _use_new_zipfile_serialization=new)
    assert rule_of(data, "a.pt").rule == "file-model"
    assert not mark.exists()


def test_a_plain_pickle_is_refused_and_not_run(tmp_path):
    mark = tmp_path / "run"
    for name in ("a.pt", "a.pth", "a.npy", "a.pkl", "a.h5"):
        assert rule_of(pickle.dumps(Marks(str(mark))), name).rule == "file-kind"
    assert not mark.exists()


def test_an_array_of_another_file_of_this_machine_is_not_read(tmp_path):
    import h5py

    secret = tmp_path / "secret"
    secret.write_bytes(b"password")

    def write(file):
        file.create_dataset("outside", (8,), "u1", external=[(str(secret), 0, 8)])
        layout = h5py.VirtualLayout((2,), "f4")
        layout[:] = h5py.VirtualSource(str(tmp_path / "other.h5"), "k", (2,))
        file.create_virtual_dataset("virtual", layout)
        file["link"] = h5py.ExternalLink(str(tmp_path / "other.h5"), "/k")

    with h5py.File(tmp_path / "other.h5", "w") as other:
        other["k"] = np.ones(2, "f4")
    found = read_file(hdf5(write), "a.h5")
    assert [each.name for each in found] == ["outside", "virtual"]
    for tensor in found:
        with pytest.raises(ReadError, match="must lie in the file itself"):
            tensor.read()


def test_onnx_numbers_in_another_file_are_refused():
    from onnx import TensorProto

    tensor = TensorProto(name="w", dims=[2], data_type=1, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="../../etc/passwd")
    assert rule_of(tensor.SerializeToString(), "a.pb").rule == "file-elsewhere"


@pytest.mark.parametrize("shape", [(10**9, 10**9), (2**40,), (1,) * 9])
def test_a_header_that_promises_more_than_there_is_is_refused(shape):
    head = repr({"descr": "<f8", "fortran_order": False, "shape": shape}).encode()
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head) + 1) + head + b"\n"
    assert rule_of(data, "a.npy").rule == "file-shape"
    assert fastest(lambda: rule_of(data, "a.npy"), enough=0.1) < 0.1


def npz_bomb():
    zeros = npy(np.zeros(1))[:-8].replace(b"(1,), ", b"(3e7,)") + bytes(10)
    return zipped({"a.npy": zeros + bytes(MOST_UNPACKED + 1)})


def safetensors_bomb():
    table = json.dumps({"w": {"dtype": "F32", "shape": [2**30], "data_offsets": [0, 2**32]}}).encode()
    return struct.pack("<Q", len(table)) + table


BOMBS = {
    "a.npz": npz_bomb,
    "a.safetensors": safetensors_bomb,
    "a.xlsx": lambda: zipped({"xl/workbook.xml": bytes(30_000_000), "xl/_rels/workbook.xml.rels": "<a/>"}),
    "a.pt": lambda: zipped({"a/data.pkl": b"", "a/data/0": bytes(MOST_UNPACKED + 1)}),
    "a.keras": lambda: zipped({"config.json": b"{}", "model.weights.h5": bytes(MOST_UNPACKED + 1)}),
    "lzma.npz": lambda: zipped({"a.npy": npy(KERNEL)}, zipfile.ZIP_LZMA),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_it_bursts(name):
    data = BOMBS[name]()
    assert rule_of(data, name).rule in ("file-unpacked", "file-shape", "file-whole")
    assert fastest(lambda: rule_of(data, name), enough=1) < 1


def test_entities_of_xml_are_refused():
    laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9))
    book = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "ha">{laughs}]><workbook>&a8;</workbook>'
    for code in ("utf-8", "utf-16"):
        data = zipped({"xl/workbook.xml": book.encode(code), "xl/_rels/workbook.xml.rels": "<a/>"})
        assert rule_of(data, "a.xlsx").rule == "file-whole"


def test_ten_thousand_tensors_are_refused():
    many = {f"t{at}": BIAS[:1] for at in range(10_000)}
    head = "tensor,i,j,k,l,value\n" + "".join(f"t{at},0,,,,1\n" for at in range(10_000))
    for data, name in (
        (safetensors(many), "a.safetensors"),
        (npz(**many), "a.npz"),
        (head.encode(), "a.csv"),
    ):
        error = rule_of(data, name)
        assert (error.rule, error.values["most"]) == ("file-tensors", MOST_TENSORS)


def test_more_tensors_of_torch_and_hdf5_than_the_bound_are_refused():
    import torch

    many = {str(at): torch.zeros(1) for at in range(MOST_TENSORS + 100)}
    assert rule_of(torch_file(many), "a.pt").rule == "file-tensors"
    data = hdf5(lambda file: [file.create_dataset(str(at), data=1.0) for at in range(MOST_TENSORS + 100)])
    assert rule_of(data, "a.h5").rule == "file-tensors"


def test_an_array_of_hdf5_that_unpacks_to_too_much_is_refused():
    data = hdf5(lambda file: file.create_dataset("k", (10**10,), "f4", chunks=(10**6,), compression="gzip"))
    assert rule_of(data, "a.h5").rule in ("file-unpacked", "file-shape")
    data = hdf5(
        lambda file: [file.create_dataset(f"k{n}", (10**7,), "f8", chunks=(10**6,)) for n in range(9)]
    )
    assert rule_of(data, "a.h5").rule == "file-unpacked"


def test_torch_tensors_that_share_one_number_are_bounded():
    import torch

    data = torch_file({"k": torch.zeros(1).expand(10**9)})
    assert len(data) < 5_000
    assert rule_of(data, "a.pt").rule == "file-unpacked"


def test_a_file_beyond_the_bound_is_refused_unread():
    assert str(rule_of(bytes(MOST_BYTES + 1), "a.npy")).startswith(
        f"a file of numbers must have at most {MOST_BYTES} bytes; got {MOST_BYTES + 1}."
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.npy"), (b"%PDF-1.7", "a.pdf"), (b"\x00\x01", "a.bin"), (zipped({"a.txt": b"1"}), "a.zip")],
)
def test_another_kind_of_file_is_refused(data, name):
    assert rule_of(data, name).rule == "file-kind"


def test_bytes_that_are_no_text_are_refused():
    assert rule_of(b"\xff\xff1,2", "a.csv").rule == "file-text-code"
    assert rule_of(b"1," * 2_000_000, "a.csv").rule == "file-text-bytes"


@pytest.mark.parametrize(("kind", "library"), [("a.h5", "h5py"), ("a.pt", "torch")])
def test_a_missing_library_is_named(kind, library, monkeypatch):
    monkeypatch.setattr(apart, "find_spec", lambda _: None)
    data = hdf5(lambda file: None) if kind == "a.h5" else torch_file({})
    assert f"pip install {library}" in str(rule_of(data, kind))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)
    error = rule_of(hdf5(lambda file: None), "a.h5")
    assert str(error) == "a file must be read within 0.01 seconds; got one that takes longer"


def test_a_name_with_markup_stays_one_line():
    name = "<script>alert(1)</script>\n\x1b[31m**bold**" + "x" * 1000
    [tensor] = read_file(safetensors({name: BIAS}), "a.safetensors")
    assert tensor.name.startswith("<script>alert(1)</script>[31m**bold**xxx")
    assert len(tensor.name) == 160


def test_the_process_apart_has_a_bound_of_memory():
    import subprocess
    import sys

    code = "from dsviz.reading.files.child import *; bound(); import numpy as np; np.ones(10**9)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
    assert child.MOST_MEMORY == 1_000_000_000


WHOLE = {
    "a.npy": npy(KERNEL),
    "a.npz": npz(k=KERNEL, b=BIAS),
    "a.safetensors": safetensors({"k": KERNEL, "b": BIAS}),
    "a.onnx": onnx_model(),
    "a.xlsx": xlsx(s={"A1": 1, "B1": 2}),
    "a.csv": b"tensor,i,j,k,l,value\nx,0,0,0,,2\n",
    "a.txt": "1\t2".encode("utf-16"),
}


def reads_or_refuses(data, name):
    try:
        said = f"{all_of(data, name)}"
    except ReadError as error:
        said = str(error)
    assert said
    assert len(said) < 5_000


@given(st.sampled_from(sorted(WHOLE)), st.data())
@examples(600)
def test_damaged_files_give_numbers_or_a_sentence(name, choose):
    damaged = bytearray(WHOLE[name])
    for _ in range(choose.draw(st.integers(1, 6))):
        damaged[choose.draw(st.integers(0, len(damaged) - 1))] = choose.draw(st.integers(0, 255))
    reads_or_refuses(bytes(damaged), name)


@given(st.sampled_from(sorted(WHOLE)), st.data())
@examples(200)
def test_files_cut_short_give_numbers_or_a_sentence(name, choose):
    data = WHOLE[name]
    reads_or_refuses(data[: choose.draw(st.integers(0, len(data)))], name)


@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=200))
@examples(300)
def test_any_bytes_after_a_beginning_give_a_sentence(name, rest):
    reads_or_refuses(WHOLE[name][:8] + rest, name)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["a.pt", "a.h5"])
def test_damaged_files_of_a_library_give_numbers_or_a_sentence(name, seed):
    import torch

    whole = {
        "a.pt": torch_file({"k": torch.tensor(KERNEL)}),
        "a.h5": hdf5(lambda file: file.create_dataset("k", data=KERNEL)),
    }[name]
    random = np.random.default_rng(seed)
    damaged = bytearray(whole[: len(whole) // 2] if seed == 0 else whole)
    for at in random.integers(8, len(damaged), 5 * seed):
        damaged[at] = random.integers(256)
    reads_or_refuses(bytes(damaged), name)


def test_a_zip_whose_directory_lies_about_the_sizes_is_bounded():
    body = zlib.compress(bytes(100_000_000), 9)[2:-4]
    data = zipped({"a.npy": npy(KERNEL)})
    assert len(body) < 200_000
    lying = data.replace(struct.pack("<L", len(npy(KERNEL))), struct.pack("<L", 2**31))
    assert rule_of(lying, "a.npz").rule in ("file-unpacked", "file-whole")


@pytest.mark.parametrize(
    ("field", "value"),
    [(6, 99), (8, 0x20), (8, 0x40), (8, 0x01)],
    ids=["version", "patched", "strong", "locked"],
)
def test_a_zip_that_python_cannot_unpack_is_refused(field, value):
    """What its directory says of the member: the version needed, and how it is packed or encrypted."""
    data = bytearray(zipped({"x.npy": npy(np.ones((1, 2, 2)))}))
    data[data.index(b"PK\x01\x02") + field] = value
    with pytest.raises(ReadError) as refused:
        read_file(bytes(data), "a.npz")[0].read()
    assert refused.value.rule == "file-whole"


def test_a_member_of_a_zip_whose_name_is_lost_is_no_traceback():
    data = bytearray(zipped({"x.npy": npy(np.ones((1, 2, 2)))}))
    data[data.index(b"PK\x01\x02") + 46] = 0  # the name ends before it begins
    reads_or_refuses(bytes(data), "a.npz")
