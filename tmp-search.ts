import { startTestServer } from './tests/support/postgres.ts';
import { openDatabase } from './detector/store/database.ts';
import { createLog } from './detector/log.ts';
import { migrate } from './detector/store/migrate.ts';
import { openRecordPartitions } from './detector/store/recordPartitions.ts';
import { createBatchWriter } from './detector/store/batchWriter.ts';
import { createRecordBatch } from './detector/model/record.ts';
import { insertDevice } from './detector/store/devices.ts';
import { searchRecords } from './detector/store/searchRecords.ts';
import { deniedContext } from './tests/support/context.ts';
const server = await startTestServer();
const db = await openDatabase(server.connectionString, createLog('info'));
await migrate(db);
await insertDevice(db.pool, {name:'fw',hosts:['fw'],files:[],senders:[],timeZone:null,format:null});
const day = Math.floor(Date.now()/86400000);
const parts = await openRecordPartitions(db, day-90);
const contexts:any[] = [undefined, deniedContext];
const w = createBatchWriter(db, parts, contexts, 0);
const b = createRecordBatch(50000);
let last = 0; const N=Number(process.argv[2]);
for (let k=0;k<N/50000;k++) {
  for (let i=0;i<50000;i++){ b.at[i]=day*86400000+Math.floor((last+i)/N*80000000); b.source[4*i+2]=0xffff; b.source[4*i+3]=(Math.random()*2**24)>>>0; b.destination[4*i+2]=0xffff; b.destination[4*i+3]=0xcb007107; b.sourcePort[i]=i; b.destinationPort[i]=443; b.context[i]=1; b.deviceId[i]=1; }
  b.length=50000;
  await w.write({records:b,lastRecordId:last,counts:[],intake:{devices:[],unreadable:[],unregistered:[],losses:{}},positions:[],pushes:new Map() as any,digests:new Map() as any,also:async()=>{}} as any, Date.now());
  last+=50000;
}
console.log('indexed', await parts.indexClosed(last, day));
const t=async(name:string,f:any,limit=100)=>{const s=performance.now(); const r=await searchRecords(db,f,{limit,budgetMs:1000,now:Date.now}); console.log(name, r.records.length, r.lookedBackTo, r.next!==undefined, Math.round(performance.now()-s),'ms');};
for (let i=0;i<2;i++){ await t('newest', {}); await t('last 24h', {sinceMs: Date.now()-86400000}); await t('one source', {source:'0.12.34.56'}); await t('port nobody', {destinationPort: 1}); await t('port all', {destinationPort: 443}); await t('user', {user:'x'});}
await db.close(); await server.stop();
