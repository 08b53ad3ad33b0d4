using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>Files that are right, between them with every key, verb and rule there is.</summary>
internal static class Samples
{
    public const string Tales = """
        pressrun: 1
        name: tales
        items: tales.txt
        budget: $20                  # a remark
        providers:
          anthropic: { key: env:ANTHROPIC_API_KEY, limits: [50/min, 40k tokens/min] }
          speech: { kind: openai, url: "http://localhost:8880/v1", key: file:keys/speech.txt, limits: 2 at once }
          offline:
        stages:
          page:
            fetch: "{{url}}"
            limits: 10 at once
          script:
            ask: prompts/tell.md
            model: [anthropic/claude-haiku-5-5, offline]
            tries: 4
            timeout: 1h30m
            gate:
              - check: none of words/*.txt, more.txt
                else: review
              - check: length between 0.6 and 1.3 of page
              - check: words between 250 and 900
              - { check: whole, revise: 1, else: skip }
            save: work/{{page.slug}}.txt
          voice:
            each: script
            split: 3900 characters
            speak: "{{part}}"
            model: speech/tts/one
            with: { voice: George, speed: 1.5, loud: true, code: "007" }
          episode: { join: voice, gate: { check: sound, else: review }, save: [out/a.mp3, "out/{{key}}.wav"] }
          upload: { put: "folder://public/{{page.slug}}.mp3" }
          feed: { once: true, put: feed://public/feed.xml }
        """;

    public const string Saga = """
        pressrun: 1
        name: saga
        items: { from: outline.json, at: book.chapters, key: number, where: "kind in (main, side)", order: weight desc }
        budget: { run: $80, item: $6.50, day: 30, warn: 80% }
        vars: { genre: fantasy, year: 1999, dark: false }
        providers:
          groq:
            key: env:GROQ_KEY
            account: team
            region: eu
            contact: env:CONTACT
            allow_hosts: [127.0.0.1, localhost]
            limits: { "*": 100/hour window, "llama-*": [5/s, 300k input tokens/min, 9k output tokens/day] }
            prices: { in: $2, out: $10, cached: $0.20, characters: $15, call: $0.005 }
          elevenlabs: { key: env:EL, limits: 500k characters/month }
        models:
          writer: [groq/openai/gpt-oss-120b, offline]
          critic: writer
        stages:
          bible: { once: true, ask: prompts/bible.md, model: writer }
          draft: { ask: prompts/draft.md, model: critic, needs: [], expect: { latency: 40s, in: 1200 tokens,
            out: 1.8k tokens, fails: 2%, revised: 30%, parts: 11 } }
          pacing: { needs: draft, ask: p.md, model: writer, route: batch, output: { score: number, lines: [text],
            deep: { ok: yes-no, links: [url] } } }
          count: { run: [scripts/count, "{{key}}"], needs: draft, start_when: 10% of draft, output: { words: number } }
          chapter:
            needs: [draft, pacing]
            ask: prompts/enhance.md
            model: writer
            gate:
              - check: repeats below 5%
              - check: numbers from draft
              - check: facts cite sources
              - check: sections
              - check: minutes between 2 and 3.5
              - { ask: prompts/judge.md, model: writer, pass: score >= 0.8, revise: 3, else: keep }
              - { pass: count(notes) = 0, else: fail }
            save: book/{{number}}.md
          parts: { each: 1..7, chain: true, ask: "Part {{part}}", model: writer, manual: true }
          again: { each: parts, speak: "{{part}}", model: elevenlabs/v2 }
          names: { each: people, render: templates/person.html, needs: [chapter] }
          own: { use: SitePublisher, needs: chapter }
          book: { needs: chapter, once: true, join: chapter }
        """;

    public static PipelineSettings Read(string text, Overrides? overrides = null) =>
        PipelineFile.Read(new SourceText("sample.yaml", text), overrides);

    public static PipelineFileException Refusal(string text, Overrides? overrides = null) =>
        Assert.Throws<PipelineFileException>(() => Read(text, overrides));
}
