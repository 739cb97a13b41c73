export { keepSnippet } from './keep-snippet.ts';
export { listSnippets } from './list-snippets.ts';
export { removeSnippet } from './remove-snippet.ts';
