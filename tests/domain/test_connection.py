import socket
import string
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import quote

import psycopg
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from charstudio.domain.connection import ConnectionSettings, Host, Secret, parse
from charstudio.domain.errors import BadInputError

BASE = "postgresql://ann:s3cretpass@db.example.com:6543/studio"
HOST = (Host("db.example.com", 6543),)

# What follows the ? of a URL, and the settings that differ from those of a URL without it.
PARAMETERS: dict[str, dict[str, object]] = {
    "": {},
    "schema=public": {},
    "schema=": {},
    "schema=My%20%22odd%22%20schema": {"schema": 'My "odd" schema'},
    "schema=a+b": {"schema": "a b"},
    "currentSchema=art": {"schema": "art"},
    "search_path=Art": {"schema": "art"},
    "search_path=%22Art%20%22%22x%22%22%22,public": {"schema": 'Art "x"'},
    "search_path=%22%24user%22,art": {"schema": "art"},
    "schema=one&search_path=two": {"schema": "one"},
    "connection_limit=7": {"pool_size": 7},
    "pool_timeout=3": {"pool_timeout": 3},
    "pool_timeout=0": {"pool_timeout": None},
    "pgbouncer=true": {"prepared_statements": False, "transaction_pooler": True},
    "pgbouncer=false": {},
    "statement_cache_size=0": {"prepared_statements": False},
    "statement_cache_size=100": {},
    "prepareThreshold=0": {"prepared_statements": False},
    "prepared_statements=false": {"prepared_statements": False},
    "connect_timeout=30": {"connect_timeout": 30},
    "connect_timeout=0": {"connect_timeout": 0},
    "socket_timeout=20": {"statement_timeout_ms": 20_000},
    "socket_timeout=0": {},
    "statement_timeout=1500": {"statement_timeout_ms": 1500},
    "sslmode=require": {"libpq": {"sslmode": "require"}},
    "sslmode=prefer": {"libpq": {"sslmode": "prefer"}},
    "sslmode=disable": {"libpq": {"sslmode": "disable"}},
    "sslmode=verify_ca": {"libpq": {"sslmode": "verify-ca"}},
    "sslmode=verify-full": {"libpq": {"sslmode": "verify-full", "sslrootcert": "system"}},
    "sslmode=no-verify": {"libpq": {"sslmode": "require"}},
    "ssl=true": {"libpq": {"sslmode": "require"}},
    "ssl=false": {"libpq": {"sslmode": "disable"}},
    "ssl=true&sslmode=verify-ca": {"libpq": {"sslmode": "verify-ca"}},
    "ssl=require": {"libpq": {"sslmode": "require"}},
    "sslcert=/ca.pem": {"libpq": {"sslmode": "verify-ca", "sslrootcert": "/ca.pem"}},
    "sslmode=prefer&sslcert=/ca.pem": {"libpq": {"sslmode": "verify-ca", "sslrootcert": "/ca.pem"}},
    "sslmode=require&sslcert=ca.pem": {"libpq": {"sslmode": "verify-ca", "sslrootcert": "ca.pem"}},
    "sslmode=allow&sslrootcert=/ca.pem": {"libpq": {"sslmode": "verify-ca", "sslrootcert": "/ca.pem"}},
    "sslmode=verify-full&sslcert=/ca.pem": {"libpq": {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}},
    "sslmode=require&sslrootcert=system": {"libpq": {"sslmode": "verify-full", "sslrootcert": "system"}},
    "sslmode=disable&sslcert=/ca.pem": {"libpq": {"sslmode": "disable"}},
    "sslaccept=strict": {"libpq": {"sslmode": "verify-full", "sslrootcert": "system"}},
    "sslaccept=strict&sslcert=/ca.pem": {"libpq": {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}},
    "sslaccept=accept_invalid_certs": {"libpq": {"sslmode": "require"}},
    "sslaccept=accept_invalid_certs&sslcert=/ca.pem": {"libpq": {"sslmode": "require"}},
    "sslaccept=accept_invalid_certs&sslmode=verify-ca": {"libpq": {"sslmode": "verify-ca"}},
    "accept_invalid_certs=true": {"libpq": {"sslmode": "require"}},
    "accept_invalid_certs=false": {"libpq": {"sslmode": "verify-full", "sslrootcert": "system"}},
    "sslmode=verify-ca&sslrootcert=/ca.pem&sslcert=/me.pem&sslkey=/me.key": {
        "libpq": {"sslmode": "verify-ca", "sslrootcert": "/ca.pem", "sslcert": "/me.pem", "sslkey": "/me.key"}
    },
    "sslcert=/me.pem&sslkey=": {"libpq": {"sslcert": "/me.pem"}},
    "target_session_attrs=read-write": {"libpq": {"target_session_attrs": "read-write"}},
    "targetServerType=preferSecondary": {"libpq": {"target_session_attrs": "prefer-standby"}},
    "application_name=a%26b&channel_binding=require": {
        "libpq": {"application_name": "a&b", "channel_binding": "require"}
    },
    "application_name=me@home/x": {"libpq": {"application_name": "me@home/x"}},
    "keepalives=1&keepalives_idle=30": {"libpq": {"keepalives": "1", "keepalives_idle": "30"}},
    "options=endpoint%3Dquiet-sea": {"libpq": {"options": "endpoint=quiet-sea"}},
    "options=-c%20search_path%3Dart%20-c%20statement_timeout=900 --work-mem=64MB": {
        "schema": "art",
        "statement_timeout_ms": 900,
        "libpq": {"options": "-c work_mem=64MB"},
    },
    "options=-cstatement_timeout=5s": {"libpq": {"options": "-c statement_timeout=5s"}},
    "pgbouncer=true&options=-c%20work_mem%3D64MB%20endpoint=x": {
        "prepared_statements": False,
        "transaction_pooler": True,
        "libpq": {"options": "endpoint=x"},
    },
    "host=/var/run/postgresql": {"hosts": (Host("/var/run/postgresql", 6543),)},
    "host=/run&port=5433": {"hosts": (Host("/run", 5433),)},
    "host=/cloudsql/a:b:c": {"hosts": (Host("/cloudsql/a:b:c", 6543),)},
    "host=::1": {"hosts": (Host("::1", 6543),)},
    "host=h1:1&host=h2:2": {"hosts": (Host("h1", 1), Host("h2", 2))},
    "user=bob&password=a+b%2Bc": {"user": "bob", "password": Secret("a+b+c")},
    "dbname=other": {"database": "other"},
}

DROPPED = {
    "uselibpqcompat=true": "uselibpqcompat",
    "supa=base-pooler.x": "supa",
    "workaround=supabase-pooler.vercel": "workaround",
    "max_connection_lifetime=5": "max_connection_lifetime",
    "max_idle_connection_lifetime=5": "max_idle_connection_lifetime",
    "single_use_connections=true": "single_use_connections",
    "service=live": "service",
    "sslkeylogfile=/tmp/keys": "sslkeylogfile",
    "shema=art": "shema",
    "password=x1&ord=2": "does not know",
}

# Whole strings, and user, password, hosts and database.
STRINGS: dict[str, tuple[str, str | None, tuple[Host, ...], str]] = {
    BASE: ("ann", "s3cretpass", HOST, "studio"),
    "postgres://ann@host/db": ("ann", None, (Host("host"),), "db"),
    "postgresql+psycopg://ann:pw@host/db": ("ann", "pw", (Host("host"),), "db"),
    "jdbc:postgresql://host/db?user=ann&password=pw": ("ann", "pw", (Host("host"),), "db"),
    "POSTGRESQL://host/db": ("", None, (Host("host"),), "db"),
    ' \ufeff"postgresql://ann:pw@host/db"\n': ("ann", "pw", (Host("host"),), "db"),
    "DATABASE_URL=postgresql://ann:pw@host/db": ("ann", "pw", (Host("host"),), "db"),
    "export DIRECT_URL = 'postgresql://ann:pw@host/db' # live": ("ann", "pw", (Host("host"),), "db"),
    "DATABASE_URL=postgresql://ann:p#w@host/db  # live": ("ann", "p#w", (Host("host"),), "db"),
    "psql “postgresql://ann:pw@host/db”": ("ann", "pw", (Host("host"),), "db"),
    "postgresql:///db": ("", None, (Host(""),), "db"),
    "postgresql://ann:@:5433/db": ("ann", None, (Host("", 5433),), "db"),
    "postgresql://:pw@host:/db": ("", "pw", (Host("host"),), "db"),
    "postgresql://a:b@h1:1,h2,[::1]:3/db": ("a", "b", (Host("h1", 1), Host("h2"), Host("::1", 3)), "db"),
    "postgresql://[fe80::1%25eth0]:5433/db": ("", None, (Host("fe80::1%eth0", 5433),), "db"),
    "postgresql://ann@%2Fvar%2Frun:5433/db": ("ann", None, (Host("/var/run", 5433),), "db"),
    "postgresql://ann@/db?host=h1,h2&port=1,2": ("ann", None, (Host("h1", 1), Host("h2", 2)), "db"),
    "postgresql://ann@/db?host=h1,h2&port=7": ("ann", None, (Host("h1", 7), Host("h2", 7)), "db"),
    "postgresql://a%40b:p%40s%2Fs%3Aw%23%3F@host/d%2Fb%20%23%C3%BC": ("a@b", "p@s/s:w#?", (Host("host"),), "d/b #ü"),
    "postgresql://ann@srv:p@s:s/w#?x@host:5433/db?schema=art": ("ann@srv", "p@s:s/w#?x", (Host("host", 5433),), "db"),
    "postgresql://ann:p%ss%@host/db": ("ann", "p%ss%", (Host("host"),), "db"),
    "postgresql://ann:12?x=1@host/db": ("ann", "12?x=1", (Host("host"),), "db"),
    "postgresql://ann:12/x?y=1@host/db?schema=public": ("ann", "12/x?y=1", (Host("host"),), "db"),
    "postgresql://ann:pw@host/db#1": ("ann", "pw", (Host("host"),), "db#1"),
    "postgresql://ann:pw@host/db?email=me@home": ("ann", "pw", (Host("host"),), "db"),
    "host=h1,h2 port=1,2 dbname=db user=ann password='p w\\'\\\\'": (
        "ann",
        "p w'\\",
        (Host("h1", 1), Host("h2", 2)),
        "db",
    ),
    "dbname = db\n host=/run": ("", None, (Host("/run"),), "db"),
    "DATABASE_URL=\"host=h dbname='d b'\"": ("", None, (Host("h"),), "d b"),
}
WRONG = {
    "": "empty",
    "  ''  ": "empty",
    "DATABASE_URL=": "empty",
    "hello": "not a connection string",
    "${DATABASE_URL}": "not a connection string",
    "mysql://ann:s3cretpass@host/db": "MySQL",
    "prisma://accelerate.example.com/?api_key=s3cretpass": "Prisma Accelerate",
    "prisma+postgres://localhost:51213/?api_key=s3cretpass": "Prisma",
    "file:./dev.db": "SQLite",
    "https://example.com": "web address",
    "postgresql://": "no database",
    "postgresql://ann:s3cretpass@host": "no database",
    "postgresql://ann:s3cretpass@host/?schema=public": "no database",
    "host=h user=ann password=s3cretpass": "no database",
    "postgresql://ann:s3cretpass@host/db@x": "no database",
    "postgresql://ann:s3cretpass@host:s3cretpass/db": "port",
    "postgresql://ann:s3cretpass@host:0/db": "port",
    "postgresql://ann:s3cretpass@host:65536/db": "port",
    "postgresql://ann:s3cretpass@host:٣/db": "port",
    "postgresql://ann:s3cretpass@[::1/db": "host",
    "postgresql://ann:s3cretpass@::1/db": "host",
    "postgresql://ann:s3cretpass@a%2Cb/db": "comma",
    "postgresql://ann:s3cretpass@host/d\0b": "NUL",
    "postgresql://ann:s3cretpass%00@host/db": "NUL",
    "postgresql://ann:s3cretpass%FF@host/db": "UTF-8",
    "postgresql://ann:s3cretpass\ud800@host/db": "character",
    "postgresql://ann:s3cret\npass@host/db": "line break",
    "postgresql://ann:s3cretpass@host/x?y=1@host/db": "more than one way",
    "postgresql://an/n:s3cretpass@host/db": "@",
    BASE + "?schema": "no value",
    BASE + "?schema=a?sslmode=require": "second",
    BASE + "?connection_limit=many": "connection_limit",
    BASE + "?connection_limit=0": "connection_limit",
    BASE + "?pool_timeout=-1": "pool_timeout",
    BASE + "?connect_timeout=5s": "connect_timeout",
    BASE + "?socket_timeout=99999999999": "socket_timeout",
    BASE + "?keepalives=yes": "keepalives",
    BASE + "?pgbouncer=maybe": "pgbouncer",
    BASE + "?sslmode=s3cretpass": "sslmode",
    BASE + "?sslaccept=perhaps": "sslaccept",
    BASE + "?ssl=perhaps": "ssl",
    BASE + "?target_session_attrs=fast": "target_session_attrs",
    BASE + "?sslidentity=me.p12&sslpassword=s3cretpass": "PKCS#12",
    BASE + "?search_path=,": "names no schema",
    BASE + "?host=a,b&port=1,2,3": "as many ports",
    BASE + "?hostaddr=127.0.0.1,::1": "as many addresses",
    "host=h password=s3cret pass dbname=db": "name=value",
    "dbname=db password='s3cretpass": "name=value",
    "postgresql://ann:s3cretpass@host/" + "x" * 9000: "too long",
}


RIGHT = [*STRINGS, *(f"{BASE}?{parameters}" for parameters in (*PARAMETERS, *DROPPED))]


def read_by_libpq(keywords: dict[str, str]) -> dict[str, str]:
    return {name: str(value) for name, value in conninfo_to_dict(make_conninfo(**keywords)).items()}


@pytest.mark.parametrize(("parameters", "expected"), PARAMETERS.items())
def test_each_parameter_becomes_its_setting(parameters: str, expected: dict[str, object]) -> None:
    settings = ConnectionSettings(HOST, "studio", "ann", Secret("s3cretpass"))
    assert parse(f"{BASE}?{parameters}") == replace(settings, **expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(("parameter", "said"), DROPPED.items())
def test_parameters_without_an_equal_are_left_out_with_a_note(parameter: str, said: str) -> None:
    settings = parse(f"{BASE}?{parameter}")
    assert len(settings.notes) == 1 and said in settings.notes[0]
    assert "ord" not in settings.notes[0].split()
    assert not settings.libpq


@pytest.mark.parametrize(("text", "expected"), STRINGS.items())
def test_every_form_of_string_is_read(text: str, expected: tuple[str, str | None, tuple[Host, ...], str]) -> None:
    settings = parse(text)
    password = settings.password.reveal() if settings.password else None
    assert (settings.user, password, settings.hosts, settings.database) == expected


@pytest.mark.parametrize("text", RIGHT)
def test_libpq_accepts_the_keywords_and_gets_the_same_values(text: str) -> None:
    keywords = parse(text).conninfo()
    assert read_by_libpq(keywords) == keywords


@pytest.mark.parametrize("text", RIGHT)
def test_the_url_without_password_reads_back_as_the_same_settings(text: str) -> None:
    settings = parse(text)
    again = parse(settings.without_password())
    assert again == replace(settings, password=None)
    assert not [note for note in again.notes if "relative" not in note]
    assert again.without_password() == settings.without_password()


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_wrong_input_is_refused_with_a_sentence_and_a_remedy(text: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse(text)
    assert said in caught.value.what
    assert caught.value.remedy
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


def test_a_ca_never_ends_in_plain_text() -> None:
    """The server has no TLS and watches how the client goes on: libpq alone would send its user in the clear."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor() as pool:
        server.settimeout(10)
        seen = pool.submit(refuse_tls, server)
        port = server.getsockname()[1]
        settings = parse(f"postgresql://ann@127.0.0.1:{port}/db?sslmode=prefer&sslcert=/ca.pem&gssencmode=disable")
        with pytest.raises(psycopg.OperationalError, match="SSL"):
            psycopg.connect(**settings.conninfo())  # type: ignore[arg-type]
        assert seen.result() == b""


def refuse_tls(server: socket.socket) -> bytes:
    """Answers one request for TLS with no; gives what the client sends then."""
    client, _ = server.accept()
    with client:
        client.settimeout(10)
        client.recv(8)
        client.sendall(b"N")
        return client.recv(100)


def test_the_keyword_form_has_libpqs_client_certificate() -> None:
    settings = parse("host=h dbname=db sslcert=/me.pem sslmode=prefer")
    assert settings.libpq == {"sslcert": "/me.pem", "sslmode": "prefer"}
    assert parse(settings.without_password()) == settings


def test_what_was_read_in_another_way_is_said() -> None:
    (ca, raised, relative) = parse(f"{BASE}?sslmode=prefer&sslcert=ca.pem").notes
    assert "Prisma" in ca and "verify-ca" in raised and "relative" in relative
    assert "accept_invalid_certs" in parse(f"{BASE}?sslaccept=accept_invalid_certs&sslcert=/ca.pem").notes[1]
    assert "options" in parse(f"{BASE}?pgbouncer=true&options=-c%20a%3Db").notes[0]
    assert "first" in parse(f"{BASE}?search_path=a,b").notes[0]
    assert parse(f"{BASE}?schema=art&connection_limit=5&pgbouncer=true&sslmode=require").notes == ()


@pytest.mark.parametrize(
    ("hosts", "local"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("[0:0:0:0:0:0:0:1]", True),
        ("", True),
        ("%2Frun", True),
        ("%40abstract", True),
        ("C%3A%5Ctemp", True),
        ("localhost,[::1]", True),
        ("localhost,db.example.com", False),
        ("127.0.0.1.example.com", False),
        ("127.example.com", False),
        ("localhost.example.com", False),
        ("10.0.0.1", False),
        ("[2001:db8::1]", False),
    ],
)
def test_local_hosts_are_this_machine(hosts: str, local: bool) -> None:
    settings = parse(f"postgresql://{hosts}/db")
    assert settings.is_local is local
    assert settings.warns_plain_text is not local


def test_the_address_counts_where_one_is_given_beside_the_name() -> None:
    assert not parse("postgresql://localhost/db?hostaddr=10.0.0.1").is_local
    assert parse("postgresql://db.example.com/db?hostaddr=127.0.0.1").is_local


@pytest.mark.parametrize(
    ("mode", "warns"),
    [
        ("disable", True),
        ("allow", True),
        ("prefer", True),
        ("require", False),
        ("verify-ca", False),
        ("verify-full", False),
    ],
)
def test_plain_text_to_another_machine_is_warned_of(mode: str, warns: bool) -> None:
    assert parse(f"{BASE}?sslmode={mode}").warns_plain_text is warns
    assert not parse(f"postgresql://localhost/db?sslmode={mode}").warns_plain_text


def test_display_is_one_line_for_people() -> None:
    assert parse(BASE).display == "ann@db.example.com:6543/studio"
    assert parse("postgresql://[::1],h2:7/d%0Ab%E2%80%AE").display == "[::1]:5432,h2:7/d\ufffdb\ufffd"
    assert parse("postgresql:///db").display == "[local]:5432/db"


def test_the_password_shows_itself_only_when_asked() -> None:
    secret = Secret("s3cretpass")
    assert "s3cret" not in f"{secret} {secret!r} {[secret]} {parse(BASE)} {parse(BASE)!r}"
    assert secret.reveal() == "s3cretpass"
    assert secret == Secret("s3cretpass") and hash(secret) == hash(Secret("s3cretpass"))
    assert secret != Secret("other") and secret != "s3cretpass"


def test_settings_are_values() -> None:
    assert hash(parse(BASE)) == hash(parse(BASE))
    with pytest.raises(TypeError):
        parse(BASE).libpq["sslmode"] = "disable"  # type: ignore[index]


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
# With letters that occur nowhere else, so that finding it again means a leak.
PASSWORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12).map(
    lambda text: f"ꙮ{text}ꙮ"
)
HOSTS = st.lists(
    st.tuples(TEXT.filter(lambda text: "," not in text and "ꙮ" not in text), st.integers(1, 65_535)),
    min_size=1,
    max_size=3,
)


@given(user=TEXT, password=PASSWORDS, hosts=HOSTS, database=TEXT.filter(bool), schema=TEXT)
@example("u", "ꙮ@/?#:[]%41ꙮ", [("::1", 1), ("[", 2)], "@/?#", "a&b=c+d")
@example("", "ꙮꙮ", [("fe80::1%e]", 1)], " ", " ")
def test_any_text_survives_percent_encoding_and_back(
    user: str, password: str, hosts: list[tuple[str, int]], database: str, schema: str
) -> None:
    assume("ꙮ" not in user + database + schema)
    user_, password_, database_, schema_ = (quote(text, safe="") for text in (user, password, database, schema))
    addresses = ",".join(f"{quote(name, safe='')}:{port}" for name, port in hosts)
    settings = parse(f"postgresql://{user_}:{password_}@{addresses}/{database_}?schema={schema_}")
    assert settings.hosts == tuple(hosts)
    assert (settings.user, settings.database, settings.schema) == (user, database, schema or "public")
    assert settings.password == Secret(password)
    assert parse(settings.without_password()) == replace(settings, password=None)
    keywords = settings.conninfo()
    assert read_by_libpq(keywords) == keywords
    shown = f"{settings!r} {settings} {settings.display} {settings.without_password()} {settings.notes}"
    assert "ꙮ" not in shown and quote("ꙮ") not in shown


@given(password=PASSWORDS, query=st.sampled_from(["", "?schema=art", "?sslmode=require&x=1", "?connection_limit=no"]))
def test_a_password_that_was_pasted_as_it_is_never_shows(password: str, query: str) -> None:
    try:
        settings = parse(f"postgresql://ann:{password}@db.example.com/studio{query}")
    except BadInputError as error:
        assert "ꙮ" not in str(error)
    else:
        shown = f"{settings!r} {settings.display} {settings.without_password()}"
        assert "ꙮ" not in shown
        assert settings.hosts == (Host("db.example.com"),)


FRAGMENTS = st.sampled_from(
    [
        *"@:/?&=[],%'\"\\ \n5h",
        "postgresql://",
        "postgres://",
        "%00",
        "%2F",
        "db",
        "host=",
        "port=",
        "dbname=",
        "password=",
        "options=",
        "-c ",
        "search_path",
        "sslmode=",
        "sslcert=",
    ]
)


@given(
    st.one_of(
        st.text(), st.lists(st.one_of(FRAGMENTS, st.text(string.printable, max_size=3)), max_size=20).map("".join)
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        settings = parse(text)
    except BadInputError as error:
        assert error.what and error.remedy
    else:
        make_conninfo(**settings.conninfo())
        assert parse(settings.without_password()) == replace(settings, password=None)
