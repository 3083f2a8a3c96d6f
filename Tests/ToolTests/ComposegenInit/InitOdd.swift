extension InitFixtures {
  /// Names, ports and layouts that nobody planned for.
  static let odd: [InitFixture] = [
    InitFixture(
      "one-server",
      [
        "package.json": package(
          "one-server", ["start": "node server.js", "dev": "nodemon server.js"],
          needs: ["express", "ioredis"]),
        "server.js":
          "app.get('/health', ok); app.listen(process.env.PORT || 8000); process.env.SESSION_SECRET",
        "package-lock.json": "{}", ".env": "SESSION_SECRET=rootsecret0123456789\nPORT=8000\n",
      ], ""),
    InitFixture(
      "one-site",
      [
        "package.json": package(
          "one-site", ["dev": "next dev", "build": "next build", "start": "next start"],
          needs: ["next"]), "app/page.tsx": "", "yarn.lock": "# yarn lockfile v1\n",
        "Dockerfile": "FROM --platform=linux/amd64 node:22-bookworm-slim@sha256:abc AS base\n",
      ], ""),
    InitFixture(
      "nest-monorepo",
      [
        "package.json": package(
          "nest-monorepo",
          ["start:dev": "nest start --watch", "start:prod": "node dist/apps/orders/main"],
          needs: ["@nestjs/core"]), "package-lock.json": "{}",
        "nest-cli.json":
          #"{ "monorepo": true, "root": "apps/orders", "projects": { "orders": { "type": "application" } } }"#,
        "apps/orders/src/main.ts": "await app.listen(3005);",
        "apps/orders/src/x.controller.ts": "@Controller() class X { @Get('status') s() {} }",
      ], ""),
    InitFixture(
      "clashing-ports",
      [
        "package.json": package(
          "clashing-ports", more: #""workspaces": ["apps/*"], "packageManager": "npm@10.0.0""#),
        "package-lock.json": "{}", "turbo.json": turbo,
        "apps/a/package.json": package("a", ["dev": "next dev"], needs: ["next"]),
        "apps/a/app/x.tsx": "",
        "apps/b/package.json": package("b", ["dev": "next dev -p 3000"], needs: ["next"]),
        "apps/b/app/x.tsx": "",
        "apps/c/package.json": package("c", ["dev": "next dev -p 3100"], needs: ["next"]),
        "apps/c/app/x.tsx": "",
        "apps/d/package.json": package("d", ["dev": "next dev -p 3100"], needs: ["next", "pg"]),
        "apps/d/app/x.tsx": "",
        "apps/e/package.json": package(
          "e", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/e/server.js": "app.listen(8080)",
        "apps/f/package.json": package(
          "f", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/f/server.js": "app.listen(80)",
        "apps/g/package.json": package(
          "g", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/g/server.js": "app.listen(5432)",
      ], ""),
    InitFixture(
      "names",
      [
        "package.json":
          "{ \"name\": \"@names/app\", \"workspaces\": [\"apps/*\", \"packages/*\", \"../outside\", \"/etc\", 7] }",
        "package-lock.json": "{}", "turbo.json": turbo,
        "apps/one/package.json": package("@x/api", ["dev": "next dev"], needs: ["next"]),
        "apps/two/package.json": package("@y/api", ["dev": "next dev"], needs: ["next"]),
        "apps/3d-viewer/package.json": package("3d-viewer", ["dev": "next dev"], needs: ["next"]),
        "apps/adminer/package.json": package("adminer", ["dev": "next dev"], needs: ["next"]),
        "apps/noName/package.json":
          #"{ "scripts": { "dev": "next dev" }, "dependencies": { "next": "15" } }"#,
        "apps/long/package.json": package(
          "a-very-long-name-of-a-service-that-nobody-types", ["dev": "next dev"], needs: ["next"]),
        "apps/with space/package.json": package("with-space", ["dev": "next dev"], needs: ["next"]),
        "apps/(group)/package.json": package("group", ["dev": "next dev"], needs: ["next"]),
        "apps/ümlaut/package.json": package("umlaut", ["dev": "next dev"], needs: ["next"]),
        "packages/Shared_Lib/package.json": package("Shared_Lib"),
        "packages/.hidden/package.json": package("hidden"),
      ], ""),
    InitFixture(
      "slim-images",
      [
        "package.json": package("slim-images", more: #""workspaces": ["apps/*"]"#),
        "package-lock.json": "{}",
        "apps/bot/package.json": package(
          "bot", ["start": "node dist/bot.js", "build": "tsc"], needs: ["discord.js"]),
        "apps/bot/src/bot.ts": "client.login(process.env.DISCORD_TOKEN)",
        "apps/bot/Dockerfile": "ARG X=1\nFROM node:20-slim AS base\nEXPOSE 9100/tcp\n",
        "apps/edge/package.json": package(
          "edge", ["dev": "wrangler dev", "deploy": "wrangler deploy"], needs: ["hono"],
          builds: ["wrangler"]), "apps/edge/src/index.ts": "",
        "apps/desktop/package.json": package(
          "desktop", ["dev": "electron-vite dev"], builds: ["electron"]),
        "apps/desktop/src/main.ts": "",
      ], ""),
  ]
}
