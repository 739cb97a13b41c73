import type { Asset } from '#contract/library.ts';

const widestPixels = 1080;
const quality = 0.85;
/** Half a second in, past the black that many films begin with. */
const atSeconds = 0.5;
const patienceMs = 8000;

/** Gives a video the still that our own pages show, as far as this browser can play it. It is never missed: without one there is a plain plate. */
export async function addStill(workspaceId: string, asset: Asset): Promise<void> {
  if (asset.videoUrl === null) return;
  const video = document.createElement('video');
  try {
    const still = await stillOf(video, asset.videoUrl);
    await fetch(`/api/v1/workspaces/${workspaceId}/assets/${asset.id}/still`, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: still,
    });
  } catch {
    // A codec that this browser lacks, or a line that broke: the plain plate stays.
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

async function stillOf(video: HTMLVideoElement, address: string): Promise<Blob> {
  const shown = Promise.withResolvers<void>();
  const late = setTimeout(() => shown.reject(new Error('No picture in time')), patienceMs);
  video.muted = true;
  video.preload = 'auto';
  video.addEventListener('loadeddata', () => (video.currentTime = Math.min(atSeconds, video.duration / 2)));
  video.addEventListener('seeked', () => shown.resolve());
  video.addEventListener('error', () => shown.reject(new Error('Not playable here')));
  video.src = address;
  try {
    await shown.promise;
  } finally {
    clearTimeout(late);
  }
  const scale = Math.min(1, widestPixels / video.videoWidth);
  const canvas = new OffscreenCanvas(
    Math.round(video.videoWidth * scale),
    Math.round(video.videoHeight * scale),
  );
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}
