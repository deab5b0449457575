// Submits a request with the generated client, follows its job to the end, prints the result.
import {readFileSync} from 'node:fs';
import {Configuration, JobsApi, TrainingRequestFromJSON, TrainingsApi} from './src/index.js';

const [url, requestFile] = process.argv.slice(2);
const configuration = new Configuration({basePath: url});
const trainings = new TrainingsApi(configuration);
const jobs = new JobsApi(configuration);

const trainingRequest = TrainingRequestFromJSON(JSON.parse(readFileSync(requestFile, 'utf8')));
const {id} = await trainings.submitTraining({trainingRequest});
let job = await jobs.readJob({id});
while (job.state === 'queued' || job.state === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 200));
  job = await jobs.readJob({id});
}
const {result} = await trainings.readTraining({id});
const {items} = await trainings.readTrainingMetrics({id});
console.log(`typescript ${job.state} accuracy ${result?.testAccuracy?.value} epochs ${items.length}`);
