import { openMemoryStore } from '../support/memory-store.ts';
import { describeStoreContract } from '../support/store-contract.ts';

describeStoreContract('The fake', async () => openMemoryStore());
