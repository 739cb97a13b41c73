import { ProblemError } from '../app/client.ts';

export interface Deletion {
  state: 'received' | 'completed';
  requestedAt: string;
  completedAt: string | null;
}

/** Reads the status of a data deletion; outside the table of operations, like the callback that made it. */
export async function readDeletion(code: string): Promise<Deletion> {
  const response = await fetch(`/api/v1/deletions/${encodeURIComponent(code)}`);
  const answer = await response.json();
  if (!response.ok) throw new ProblemError(answer);
  return answer;
}
