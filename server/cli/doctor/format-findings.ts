import type { Finding } from './finding.ts';

/** Findings as calm lines for a person, grouped by check, with what to copy below and a sum at the end. */
export function formatFindings(findings: Finding[]): string {
  const lines: string[] = [];
  let check: string | undefined;
  for (const finding of findings) {
    if (finding.check !== check) lines.push('', capital(finding.check));
    check = finding.check;
    lines.push(`  ${finding.level.padEnd(8)} ${finding.says}`);
    if (finding.fix) lines.push(`           ${finding.fix}`);
    for (const line of finding.copy ?? []) lines.push(`             ${line}`);
  }
  return [...lines.slice(1), '', sumOf(findings)].join('\n');
}

function sumOf(findings: Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems + warnings === 0) return 'All is well.';
  const parts = [
    ...(problems > 0 ? [`${problems} ${problems === 1 ? 'problem' : 'problems'}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return `${parts.join(' and ')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
