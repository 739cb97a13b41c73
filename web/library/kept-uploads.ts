/** As long as the server keeps what has arrived. */
const keptMs = 24 * 3600 * 1000;
const prefix = 'tintype.upload.';

/**
 * Where a file was being sent to, so that it goes on after the page was loaded again. Known by name, size and time of the last change; nothing of its
 * content is kept.
 */
export function rememberedUpload(workspaceId: string, file: File): string | undefined {
  try {
    const kept = localStorage.getItem(nameOf(workspaceId, file));
    if (kept === null) return undefined;
    const { address, at } = JSON.parse(kept) as { address: string; at: number };
    return Date.now() - at < keptMs ? address : undefined;
  } catch {
    // Storage that is full or switched off costs only the going on.
    return undefined;
  }
}

export function rememberUpload(workspaceId: string, file: File, address: string): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(prefix) && isOver(name)) localStorage.removeItem(name);
    localStorage.setItem(nameOf(workspaceId, file), JSON.stringify({ address, at: Date.now() }));
  } catch {
    // As above.
  }
}

export function forgetUpload(workspaceId: string, file: File): void {
  try {
    localStorage.removeItem(nameOf(workspaceId, file));
  } catch {
    // As above.
  }
}

function isOver(name: string): boolean {
  const { at } = JSON.parse(localStorage.getItem(name) ?? '{"at":0}') as { at: number };
  return Date.now() - at >= keptMs;
}

function nameOf(workspaceId: string, file: File): string {
  return `${prefix}${workspaceId}.${file.size}.${file.lastModified}.${file.name}`;
}
