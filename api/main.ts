import { serve } from './service/serve.ts'

await serve(process.env)
