import { z } from 'zod';

/** Names an alliance within a deployment: it is part of keys, so it is short and plain. */
export const allianceId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
