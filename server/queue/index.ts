export type { EnqueueOptions, JobHandler, JobName, Jobs, Queue, Sweep } from './queue.ts';
