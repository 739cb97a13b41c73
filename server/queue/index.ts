export { createQueue, jobNames, type QueueEngine } from './create-queue.ts';
export type { EnqueueOptions, JobHandlers, JobName, Jobs, Punctual, Queue, Sweep } from './queue.ts';
