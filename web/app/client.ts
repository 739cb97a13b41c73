import { createClient } from '#contract/client.ts';
import { contract } from '#contract/index.ts';

/** The API, typed from the table of operations. Every refusal arrives as a `ProblemError`. */
export const client = createClient(contract);

export { ProblemError } from '#contract/client.ts';
