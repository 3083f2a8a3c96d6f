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
      ], "")
  ]
}
