import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
from conftest import free_port, run

UPGRADE = ["alembic", "upgrade", "head"]
AT_HEAD = ["alembic", "current", "--check-heads"]


def test_keeps_the_boards_that_it_is_given(start, postgres):
    run(UPGRADE, {"DATABASE_URL": postgres.url})
    api = start(DATABASE_URL=postgres.url)
    assert api.ask("/api/boards", {"title": " Groceries "}) == (201, {"id": 1, "title": "Groceries"})
    assert api.ask("/api/boards") == (200, [{"id": 1, "title": "Groceries"}])


def test_refuses_a_board_without_a_title(start, postgres):
    run(UPGRADE, {"DATABASE_URL": postgres.url})
    assert start(DATABASE_URL=postgres.url).ask("/api/boards", {"title": " "})[0] == 422


def test_is_healthy_while_its_database_answers_and_again_after_that_was_away(start, postgres):
    api = start(DATABASE_URL=postgres.url)
    api.until("/health", 200)
    assert api.ask("/health") == (200, {"status": "healthy"})
    postgres.stop()
    assert api.ask("/health") == (503, {"status": "unhealthy"})
    postgres.start()
    api.until("/health", 200)


def test_starts_and_lives_without_its_database_but_is_not_healthy(start):
    api = start(DATABASE_URL=f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none")
    assert api.ask("/health/live")[0] == 200
    assert api.ask("/health")[0] == 503


def test_opens_no_more_connections_than_it_was_told(start, postgres):
    run(UPGRADE, {"DATABASE_URL": postgres.url})
    api = start(DATABASE_URL=f"{postgres.url}?application_name=board-api", DB_POOL_SIZE="2")
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(api.ask, ["/api/boards"] * 40))
    assert {status for status, _ in answers} == {200}
    with psycopg.connect(postgres.url) as connection:
        opened = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'board-api'"
        assert connection.execute(opened).fetchone() == (2,)


def test_the_migration_makes_the_tables_and_says_that_they_are_there(postgres):
    env = {"DATABASE_URL": postgres.url}
    assert run(AT_HEAD, env).returncode != 0
    assert run(UPGRADE, env).returncode == 0
    assert run(AT_HEAD, env).returncode == 0


def test_a_second_migration_changes_nothing(postgres):
    env = {"DATABASE_URL": postgres.url}
    run(UPGRADE, env)
    assert run(UPGRADE, env).returncode == 0


def test_says_what_is_wrong_with_all_of_its_settings_and_never_a_password():
    wrong = {"DATABASE_URL": "mysql://root:hunter2@db/wealist", "DB_POOL_SIZE": "0"}
    answer = run([sys.executable, "-m", "uvicorn", "main:app"], wrong)
    assert answer.returncode != 0
    assert answer.stderr.splitlines()[-2:] == [
        'DATABASE_URL: expected a URL that begins with "postgresql://"',
        'DB_POOL_SIZE: expected a whole number of at least 1, received "0"',
    ]
    assert "hunter2" not in answer.stdout + answer.stderr
