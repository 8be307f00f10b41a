import json

# uvicorn repeats the signal to itself after its work. Process 1 of a container ignores the repetition, and ends with 0.
STOPPED = (0, -15)


def test_says_hello_with_the_version_that_the_cluster_gave(start):
    assert start(APP_VERSION="1.4.2").json("/") == {"message": "Hello World", "version": "1.4.2"}


def test_takes_every_setting_from_the_environment(start):
    settings = {"APP_ENV": "staging", "APP_VERSION": "1.0.0", "LOG_LEVEL": "warning", "POD_NAME": "hello-world-1"}
    assert start(**settings).json("/info") == {name.lower(): value for name, value in settings.items()}


def test_a_log_level_that_does_not_exist_ends_the_start_with_a_sentence(start):
    code, log = start(LOG_LEVEL="loud").end()
    assert code != 0
    assert log[-1] == 'LOG_LEVEL: expected one of debug, info, warning, error, received "loud"'


def test_every_line_of_the_log_is_json_with_the_name_of_the_pod(start):
    server = start(POD_NAME="hello-world-1")
    server.stop()
    lines = [json.loads(line) for line in server.end()[1]]
    assert {line["logger"] for line in lines} >= {"app", "uvicorn.access", "uvicorn.error"}
    assert {line["pod"] for line in lines} == {"hello-world-1"}


def test_is_alive_and_ready_after_its_start(start):
    server = start()
    assert [server.status("/health/live"), server.status("/health/ready")] == [200, 200]


def test_is_alive_but_not_ready_while_it_is_switched_off(start):
    server = start()
    server.status("/admin/toggle-ready", "POST")
    assert [server.status("/health/live"), server.status("/health/ready")] == [200, 503]


def test_cannot_be_switched_off_in_production(start):
    assert start(APP_ENV="production").status("/admin/toggle-ready", "POST") == 404


def test_is_never_ready_once_the_process_was_told_to_stop(start):
    server = start()
    server.begin("/slow?seconds=1")
    server.stop()
    answers = []
    # uvicorn accepts connections for a tenth of a second more, then none.
    try:
        while True:
            answers.append(server.status("/health/ready"))
    except OSError:
        assert set(answers) <= {503}


def test_finishes_the_requests_that_it_has_begun_and_then_stops(start):
    server = start()
    slow = server.begin("/slow?seconds=1")
    assert server.status("/") == 200
    server.stop()
    assert json.load(slow.getresponse()) == {"slept": 1.0}
    code, log = server.end()
    assert code in STOPPED
    assert json.loads(log[-1])["message"].startswith(("Finished server process", "stopped"))


def test_stops_after_the_drain_time_although_a_request_takes_longer(start):
    server = start(UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN="1")
    slow = server.begin("/slow?seconds=60")
    assert server.status("/") == 200
    server.stop()
    code, _ = server.end()
    assert code in STOPPED
    assert slow.getresponse().status == 500
