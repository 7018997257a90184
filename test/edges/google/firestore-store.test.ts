import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { openFirestoreStore } from '../../../functions/edges/google/firestore-store.ts';
import { firestoreEmulator } from '../../support/emulator-for-all.ts';
import { emulatorSettings } from '../../support/firestore-emulator.ts';
import { describeStoreContract } from '../../support/store-contract.ts';

const host = await firestoreEmulator();
const settings = emulatorSettings(host ?? '', 'firestore-store');

describe.skipIf(host === null)('on the emulator', () => {
  describeStoreContract('Firestore', () => openFirestoreStore({ settings, root: randomUUID() }));
});
