export { readRule, setRule } from './approval-rule.ts';
