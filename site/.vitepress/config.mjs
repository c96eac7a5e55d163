// The pages of docs as they are. What they link to outside of docs is in the repository.
import { defineConfig } from 'vitepress'

const REPOSITORY = 'https://github.com/bpfskel/bpfskel'

const page = (text, name) => ({ text, link: '/' + name })

export default defineConfig({
  title: 'bpfskel',
  description: 'Typed Java skeletons for compiled BPF objects',
  srcDir: 'target/docs',
  outDir: 'target/html',
  cacheDir: 'target/cache',
  rewrites: { 'getting-started.md': 'index.md' },
  themeConfig: {
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    sidebar: [
      {
        text: 'Guides',
        items: [
          page('Getting started', ''),
          page('struct_ops', 'struct-ops'),
          page('Maps and events', 'maps-and-events'),
          page('Global variables', 'globals'),
          page('Programs and attaching', 'programs'),
          page('Many kernels', 'many-kernels'),
          page('Containers, modules, jars', 'containers-and-modules'),
          page('libbpf in a jar', 'natives'),
          page('Testing', 'testing'),
          page('Meters', 'meters'),
          page('Porting', 'porting'),
          page('Troubleshooting', 'troubleshooting'),
        ],
      },
      {
        text: 'Reference',
        items: [
          page('Maven', 'maven'),
          page('Gradle', 'gradle'),
          page('Command line', 'command-line'),
          page('What is generated', 'generated-class'),
          page('Limits', 'limits'),
          page('Compatibility', 'compatibility'),
          page('Functions of libbpf', 'libbpf-functions'),
          page('Performance', 'performance'),
          page('Start-up', 'start-up'),
          page('Native image', 'native-image'),
          page('Versions', 'versions'),
          page('Safety', 'safety'),
        ],
      },
      {
        text: 'How it is made',
        items: [
          page('Architecture', 'architecture'),
          page('Decisions', 'decisions'),
          page('Facts about libbpf', 'libbpf-facts'),
        ],
      },
    ],
  },
  markdown: {
    config(markdown) {
      // Angle brackets and braces in our pages are text, never Vue's.
      markdown.set({ html: false })
      markdown.core.ruler.push('repository', (state) => {
        for (const block of state.tokens) {
          for (const token of block.children ?? []) {
            const href = token.attrGet?.('href')
            if (href?.startsWith('../')) {
              token.attrSet('href', `${REPOSITORY}/blob/main/${href.slice(3)}`)
            }
          }
        }
      })
    },
  },
})
