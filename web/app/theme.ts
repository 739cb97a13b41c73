import { useState } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The person's choice, kept in this browser; `public/theme.js` applies it before the next first paint. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(
    () => (document.documentElement.dataset['theme'] as Theme) ?? 'system',
  );
  return [
    theme,
    (chosen) => {
      setTheme(chosen);
      if (chosen === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = chosen;
      try {
        if (chosen === 'system') localStorage.removeItem('theme');
        else localStorage.setItem('theme', chosen);
      } catch {
        // Storage is blocked: the choice lasts until the page is left.
      }
    },
  ];
}
