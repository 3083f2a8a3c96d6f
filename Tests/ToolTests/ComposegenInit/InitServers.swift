extension InitFixtures {
  /// Servers with databases, caches, and files of variables.
  static let servers: [InitFixture] = [
    InitFixture(
      "shop-with-queue",
      [
        "package.json": package(
          "@shop/monorepo",
          [
            "lint": "turbo lint", "typecheck": "turbo typecheck",
            "format:check": "prettier --check .",
          ], builds: ["turbo"],
          more:
            #""packageManager": "npm@11.4.2", "workspaces": ["apps/*", "packages/*"], "description": "Sells things""#
        ),
        "package-lock.json": "{\n  \"lockfileVersion\": 3\n}\n",
        "turbo.json":
          "{\n  // what runs\n  \"tasks\": {\n    \"build\": { \"dependsOn\": [\"^build\"], \"env\": [\"NEXT_PUBLIC_*\", \"!SECRET_*\"], },\n    \"api#build\": { \"env\": [\"API_BUILD_ID\"] },\n    \"dev\": {}, \"lint\": {}, \"typecheck\": {}, /* done */\n  },\n}\n",
        ".git/config":
          "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://robot:gitsecret0123456789@github.com/shop-co/shop.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n",
        ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/master\n",
        ".node-version": "v20.11.1\n",
        "docker-compose.yml": """
        version: "3.8"
        x-common: &common
          restart: unless-stopped
        services:
          postgres:
            <<: *common
            image: pgvector/pgvector:pg16
            environment:
              - POSTGRES_USER=${DB_USER:-shop}
              - POSTGRES_PASSWORD=composepw0123456789
              - POSTGRES_DB=shop_dev
            ports: ["5432:5432"]
          postgres-test:
            image: postgres:16
          redis:
            <<: *common
            image: redis:7.2-alpine
            command: redis-server --requirepass composepw0123456789
          mailpit:
            image: axllent/mailpit
          minio:
            image: quay.io/minio/minio:latest
        """,
        "apps/api/package.json": package(
          "api",
          [
            "dev": "nest start --watch", "build": "nest build", "start": "nest start",
            "start:prod": "node dist/main",
          ], needs: ["@nestjs/core", "@nestjs/bullmq", "bullmq", "@shop/db"]),
        "apps/api/nest-cli.json": "{}",
        "apps/api/src/main.ts":
          "async function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.setGlobalPrefix('api/v1', { exclude: ['health', 'metrics'] });\n  await app.listen(configService.get<number>('PORT') ?? 4000);\n}\n",
        "apps/api/src/health/health.controller.ts":
          "@Controller('health')\nexport class HealthController {\n  @Get()\n  check() {}\n}\n",
        "apps/api/src/pay.service.ts":
          "import { ConfigService } from '@nestjs/config';\nthis.configService.getOrThrow<string>('STRIPE_SECRET_KEY');\nconst { MAIL_FROM, MAIL_RETRIES = '3' } = process.env;\n",
        "apps/api/.env":
          "STRIPE_SECRET_KEY=sk_live_51realsecretvalue\nDATABASE_URL=postgresql://shop:envpw0123456789@localhost:5432/shop_dev\nREDIS_HOST=localhost\nREDIS_PORT=6379\n",
        "apps/api/.env.example":
          "DATABASE_URL=postgresql://shop:shop@localhost:5432/shop_dev\nREDIS_HOST=localhost\nREDIS_PORT=6379\nMAIL_FROM=shop@example.com\nLOG_LEVEL=debug # or info\nWEB_URL=http://localhost:3000\n",
        "apps/web/package.json": package(
          "web", ["dev": "next dev", "build": "next build"], needs: ["next"]),
        "apps/web/app/page.tsx": "fetch(process.env.API_URL + process.env.NEXT_PUBLIC_STRIPE_KEY)",
        "apps/web/.env.local.example":
          "API_URL=http://localhost:4000\nNEXT_PUBLIC_STRIPE_KEY=pk_test_0123456789abcdef\n",
        "packages/db/package.json": package(
          "@shop/db", ["build": "tsc", "postinstall": "prisma generate"], needs: ["@prisma/client"],
          builds: ["prisma"],
          more: #""main": "./build/index.js""#),
        "packages/db/src/index.ts": "",
        "packages/db/prisma/schema.prisma":
          "generator client {\n  provider = \"prisma-client-js\"\n}\ndatasource db {\n  provider  = \"postgresql\"\n  url       = env(\"DATABASE_URL\")\n  directUrl = env(\"DIRECT_URL\")\n}\n",
      ],
      #"""
      shop shop-co/shop node 20.11.1 npm@11.4.2 turbo +packages/db/prisma
      package packages/db src build
      service api nestjs apps/api api 4000 docker /health src dist [node apps/api/dist/main.js] dev ["postgres", "redis"]
      service web nextjs apps/web web 3000 docker / . .next [node apps/web/server.js] dev []
      store postgres postgres pgvector/pgvector:pg16 shop_dev shop
      store redis redis redis:7.2-alpine shop shop
      variable API_BUILD_ID string optional ["api"]
      variable API_URL url from api.address ["web"]
      variable DATABASE_URL url secret from postgres.url ["api"]
      variable DIRECT_URL url secret from postgres.url ["api"]
      variable LOG_LEVEL string example debug ["api"]
      variable MAIL_FROM string example shop@example.com ["api"]
      variable MAIL_RETRIES string optional ["api"]
      variable NEXT_PUBLIC_STRIPE_KEY string ["web"]
      variable REDIS_HOST string from redis.host ["api"]
      variable REDIS_PORT port from redis.port ["api"]
      variable STRIPE_SECRET_KEY string secret ["api"]
      variable WEB_URL url from web.url ["api"]
      pipeline ["master"] lint format:check typecheck test -
      """#),
    InitFixture(
      "services-and-libs",
      [
        "package.json": package(
          "Services_And.Libs", ["start": "lerna run start"], builds: ["lerna"],
          more:
            #""workspaces": { "packages": ["services/**", "libs/*", "!services/**/fixtures/**"], "nohoist": ["**/x"] }, "volta": { "node": "22.3.0" }"#
        ),
        "package-lock.json": "{}",
        "services/api-gateway/package.json": package(
          "@Acme/API_Gateway",
          [
            "dev": "ts-node-dev --respawn src/server.ts", "start": "PORT=8080 node build/server.js",
            "build": "tsc",
          ], needs: ["fastify", "@acme/bus"]),
        "services/api-gateway/src/server.ts":
          "fastify.route({ method: 'GET', url: '/readyz', handler })\nawait fastify.listen({ port: Number(process.env.PORT ?? 8080), host: '0.0.0.0' })\n",
        "services/billing/worker/package.json": package(
          "billing.worker", ["start": "node --enable-source-maps dist/worker.js", "build": "tsc"],
          needs: ["@acme/bus"]),
        "services/billing/worker/src/worker.ts": "const key = process.env['BILLING_API_KEY']\n",
        "services/billing/fixtures/sample/package.json": package(
          "sample", ["start": "node index.js"]),
        "services/legacy/package.json": package(
          "legacy", ["start": "node index.js"], needs: ["koa"]),
        "services/legacy/index.js": "app.listen(3999)\n",
        "services/node_modules/x/package.json": package("x", ["start": "node x.js"]),
        "libs/bus/package.json": package(
          "@acme/bus", ["build": "tsc"], needs: ["ioredis"],
          more: #""exports": { ".": { "import": "./lib/index.mjs" } }"#),
        "libs/bus/src/index.ts":
          "new Redis({ host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT), password: process.env.REDIS_PASSWORD })",
      ],
      #"""
      services-and-libs - node 22.3.0 npm@-
      package libs/bus src lib
      service api-gateway node services/api-gateway @acme/api_gateway 8080 docker /readyz src build [node services/api-gateway/build/server.js] dev ["redis"]
      service billing-worker node services/billing/worker billing.worker 3000 docker /health src dist [node --enable-source-maps services/billing/worker/dist/worker.js] start ["redis"]
      service legacy node services/legacy legacy 3999 docker /health . . [node services/legacy/index.js] start []
      store redis redis redis:8-alpine services_and_libs services_and_libs
      variable BILLING_API_KEY string secret ["billing-worker"]
      variable REDIS_HOST string from redis.host ["api-gateway", "billing-worker"]
      variable REDIS_PASSWORD string secret from redis.password ["api-gateway", "billing-worker"]
      variable REDIS_PORT port from redis.port ["api-gateway", "billing-worker"]
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "content-and-commerce",
      [
        "package.json": package(
          "content", builds: ["turbo"],
          more:
            #""packageManager": "yarn@4.5.1", "workspaces": ["apps/*"], "repository": { "type": "git", "url": "git+https://gitlab.com/content/content.git" }"#
        ),
        "yarn.lock": "__metadata:\n  version: 8\n", "turbo.json": turbo,
        "apps/cms/package.json": package(
          "cms", ["develop": "strapi develop", "start": "strapi start", "build": "strapi build"],
          needs: ["@strapi/strapi", "pg"], more: #""engines": { "node": ">=18.0.0 <=22.x.x" }"#),
        "apps/cms/config/server.ts":
          "export default ({ env }) => ({ host: env('HOST', '0.0.0.0'), port: env.int('PORT', 1337), app: { keys: env.array('APP_KEYS') } });\n",
        "apps/cms/.env.example":
          "HOST=0.0.0.0\nPORT=1337\nAPP_KEYS=\"toBeModified1,toBeModified2\"\nJWT_SECRET=tobemodified\nDATABASE_HOST=127.0.0.1\nDATABASE_NAME=strapi\nDATABASE_USERNAME=strapi\nDATABASE_PASSWORD=strapi\n",
        "apps/store/package.json": package(
          "store", ["dev": "medusa develop", "start": "medusa start", "build": "medusa build"],
          needs: ["@medusajs/medusa"]),
        "apps/store/src/api/route.ts": "",
        "apps/store/.env.template":
          "STORE_CORS=http://localhost:8000\nDATABASE_URL=postgres://localhost/medusa\nREDIS_URL=redis://localhost:6379\n",
      ],
      #"""
      content - node 24 yarn@4.5.1 turbo
      service cms node apps/cms cms 1337 docker /_health . . [yarn workspace cms run start] develop ["postgres"]
      service store node apps/store store 9000 docker /health src .medusa/server [yarn workspace store run start] dev ["postgres", "redis"]
      store postgres postgres postgres:17-alpine content content
      store redis redis redis:8-alpine content content
      variable APP_KEYS string secret ["cms"]
      variable DATABASE_HOST string from postgres.host ["cms"]
      variable DATABASE_NAME string from postgres.database ["cms"]
      variable DATABASE_PASSWORD string secret from postgres.password ["cms"]
      variable DATABASE_URL url secret from postgres.url ["store"]
      variable DATABASE_USERNAME string from postgres.user ["cms"]
      variable HOST string example 0.0.0.0 ["cms"]
      variable JWT_SECRET string secret ["cms"]
      variable REDIS_URL url secret from redis.url ["store"]
      variable STORE_CORS url example http://localhost:8000 ["store"]
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "other-databases",
      [
        "package.json": package(
          "other-databases", builds: ["turbo"], more: #""workspaces": ["apps/*"]"#),
        "package-lock.json": "{}", "turbo.json": turbo,
        "docker/docker-compose.dev.yaml":
          "services:\n  db: { image: \"mysql:8\" }\n  mongo: { image: mongo }\n  cache:\n    image: valkey/valkey:8.1\n  pg:\n    image: bitnami/postgresql:16\n    environment: { POSTGRES_MULTIPLE_DATABASES: \"a,b\" }\n  odd: { image: \"${REGISTRY}/thing\" }\n",
        "docker/broken-compose.yml": "services: [",
        "docker-compose.ci.yml": "services:\n  redis: { image: \"redis:6\" }\n  bad: [\n",
        "apps/api/package.json": package(
          "api", ["dev": "tsx watch src/main.ts", "start": "tsx src/main.ts"],
          needs: ["@hono/node-server", "hono", "mysql2", "mongoose", "redis", "pg"]),
        "apps/api/src/main.ts":
          "serve({ fetch: app.fetch, port: 8787 })\napp.get('/api/ping', c => c.text('x'))\nconst a = process.env.MONGO_URL!, b = process.env.REDIS_URL\n",
        "apps/api/.env.sample":
          "DATABASE_URL=mysql://root:pw@localhost/x\nMONGO_URL=mongodb://localhost\nREDIS_URL=redis://localhost:6379\n",
      ],
      #"""
      other-databases - node 24 npm@- turbo
      service api node apps/api api 8787 docker /api/ping src . [npm --prefix apps/api run start] dev ["cache", "pg"]
      store cache valkey valkey/valkey:8.1 other_databases other_databases
      store pg postgres postgres:17-alpine other_databases other_databases
      variable DATABASE_URL string secret []
      variable MONGO_URL url example mongodb://localhost []
      variable REDIS_URL url secret from cache.url []
      pipeline ["main"] lint format:check check-types test -
      """#),
  ]
}
