export { createQueue, jobNames, type QueueEngine } from './create-queue.ts';
export type { EnqueueOptions, JobHandlers, JobName, Jobs, Queue, Sweep } from './queue.ts';
