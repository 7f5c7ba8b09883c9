import type { HallId } from '../../../domain/values.ts';
import type { Core } from '../../core.ts';
import type { ClipVoice } from './clip-voice.ts';

/** Makes the clips of every pack that the hall's settings name ready, one after the other. */
export async function warmPacks(clips: ClipVoice, core: Core, hall: HallId): Promise<void> {
  const voice = await core.hub.hall(hall)?.read((state) => state.settings?.voice);
  if (voice === undefined) return;
  const packs = [...(voice.pack === null ? [] : [voice.pack]), ...voice.then.filter((language) => language !== 'en')];
  for (const pack of packs) await clips.warm(hall, pack);
}
