/** The one reader of the environment. Everything else receives a `Config`. */
export function readEnv(): Record<string, string | undefined> {
  return { ...process.env };
}
