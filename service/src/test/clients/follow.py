"""Submits a request with the generated client, follows its job to the end, prints the result."""

import json
import sys
import time

import hafnia

url, request_file = sys.argv[1:]
with hafnia.ApiClient(hafnia.Configuration(host=url)) as client:
    trainings, jobs = hafnia.TrainingsApi(client), hafnia.JobsApi(client)
    with open(request_file) as file:
        request = hafnia.TrainingRequest.from_dict(json.load(file))
    training = trainings.submit_training(request)
    while (job := jobs.read_job(training.id)).state in ("queued", "running"):
        time.sleep(0.2)
    result = trainings.read_training(training.id).result
    epochs = trainings.read_training_metrics(training.id).items
    print(f"python {job.state.value} accuracy {result.test_accuracy.value} epochs {len(epochs)}")
