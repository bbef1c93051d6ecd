import { allEdits, editSession } from '#test/support/edit-session.ts'
import { compareBlocks } from '#shared/merge/compare.ts'
const only = process.argv[2] ? process.argv[2].split(',') as any : allEdits
let tm=0,tr=0, shown=0
for (let seed=1; seed<=12; seed++){ const s=editSession(seed,5000,+(process.argv[3]??3),only)
 const rows=compareBlocks(s.before.content!,s.after.content!,'en'); let m=0
 for(const r of rows) for(const st of r.steps){ const t=st.op==='insert'?st.after:st.op==='delete'?st.before:null; if(t?.kind==='word'&&t.counts)m++}
 tm+=m; tr+=s.inserted+s.deleted
 if(m>(s.inserted+s.deleted)*1.1 && shown++<8){ console.log('seed',seed,m,s.inserted+s.deleted,s.edits.join(' '))
  for(const r of rows) { let n=0; for(const st of r.steps){ const t=st.op==='insert'?st.after:st.op==='delete'?st.before:null; if(t?.kind==='word'&&t.counts)n++}
   if(r.change!=='kept') console.log('  ',r.change,r.before.map(b=>b.type+':'+b.attrs!.id+':'+JSON.stringify(b).length).join('+'),'→',r.after.map(b=>b.type+':'+b.attrs!.id+':'+JSON.stringify(b).length).join('+'),n) } } }
console.log(tm,tr,(tm/tr).toFixed(3))
