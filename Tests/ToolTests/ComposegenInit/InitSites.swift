extension InitFixtures {
  /// Sites of files, and servers that render pages.
  static let sites: [InitFixture] = [
    InitFixture(
      "sites",
      [
        "package.json": package(
          "sites", builds: ["turbo"], more: #""packageManager": "pnpm@9.15.4""#),
        "pnpm-lock.yaml": "", "turbo.json": turbo,
        "pnpm-workspace.yaml": "packages: ['sites/*', 'packages/*']",
        "sites/astro/package.json": package(
          "astro-site", ["dev": "astro dev", "build": "astro build"], needs: ["astro"]),
        "sites/astro/src/pages/index.astro": "",
        "sites/docs/package.json": package(
          "docs-site", ["start": "docusaurus start --port 3030", "build": "docusaurus build"],
          needs: ["@docusaurus/core"]), "sites/docs/docs/intro.md": "",
        "sites/kit/package.json": package(
          "kit", ["dev": "vite dev", "build": "vite build"],
          builds: ["@sveltejs/kit", "@sveltejs/adapter-node", "vite"]),
        "sites/kit/src/routes/health/+server.ts": "", "sites/kit/src/app.html": "",
        "sites/kit-files/package.json": package(
          "kit-files", ["dev": "vite dev", "build": "vite build"],
          builds: ["@sveltejs/kit", "@sveltejs/adapter-static", "vite"]),
        "sites/kit-files/src/app.html": "",
        "sites/nuxt/package.json": package(
          "nuxt-app", ["dev": "nuxt dev", "build": "nuxt build"], needs: ["nuxt"]),
        "sites/nuxt/server/api/health.get.ts": "",
        "sites/nuxt/nuxt.config.ts": "export default { devServer: { port: 3300 } }",
        "sites/exported/package.json": package(
          "exported", ["dev": "next dev", "build": "next build"], needs: ["next"]),
        "sites/exported/next.config.mjs": "export default { output: 'export' }",
        "sites/exported/src/app/page.tsx": "",
        "sites/vue/package.json": package(
          "vue-app", ["dev": "vite", "build": "vite build"], needs: ["vue"], builds: ["vite"]),
        "sites/vue/index.html": "", "sites/vue/src/main.ts": "",
        "sites/vue/vite.config.ts":
          "export default { server: { port: 5180 }, build: { outDir: 'out' } }",
        "sites/cra/package.json": package(
          "cra", ["start": "react-scripts start", "build": "react-scripts build"],
          needs: ["react-scripts"]),
        "sites/cra/src/index.tsx": "const x = process.env.REACT_APP_TITLE",
        "sites/ng/package.json": package(
          "ng-app", ["start": "ng serve", "build": "ng build"], needs: ["@angular/core"]),
        "sites/ng/src/main.ts": "",
        "sites/vercel/package.json": package(
          "vercel-app", ["dev": "next dev", "build": "next build"], needs: ["next"]),
        "sites/vercel/vercel.json": "{}", "sites/vercel/pages/api/healthz.ts": "",
        "packages/components/package.json": package(
          "components", ["dev": "vite build --watch", "storybook": "storybook dev -p 6006"],
          builds: ["vite", "storybook"]), "packages/components/src/index.ts": "",
        "packages/stories/package.json": package(
          "stories", ["dev": "storybook dev -p 6006", "build": "storybook build"],
          builds: ["storybook"]),
      ],
      #"""
      sites - node 24 pnpm@9.15.4 turbo
      package packages/components src dist
      service stories static packages/stories stories 6006 none /health . storybook-static [nginx -g daemon off;] dev []
      service astro-site static sites/astro astro-site 4321 docker / src dist [nginx -g daemon off;] dev []
      service cra static sites/cra cra 3000 docker / src build [nginx -g daemon off;] start []
      service docs-site static sites/docs docs-site 3030 docker / . build [nginx -g daemon off;] start []
      service exported static sites/exported exported 3001 docker / src out [nginx -g daemon off;] dev []
      service kit node sites/kit kit 5173 docker /health src build [node sites/kit/build/index.js] dev []
      service kit-files static sites/kit-files kit-files 5174 docker / src build [nginx -g daemon off;] dev []
      service ng-app static sites/ng ng-app 4200 docker / src dist/ng-app/browser [nginx -g daemon off;] start []
      service nuxt-app node sites/nuxt nuxt-app 3300 docker /api/health . .output [node sites/nuxt/.output/server/index.mjs] dev []
      service vercel-app nextjs sites/vercel vercel-app 3002 vercel /api/healthz . .next [node sites/vercel/server.js] dev []
      service vue-app static sites/vue vue-app 5180 docker / src out [nginx -g daemon off;] dev []
      variable REACT_APP_TITLE string ["cra"]
      pipeline ["main"] lint format:check check-types test -
      """#)
  ]
}
