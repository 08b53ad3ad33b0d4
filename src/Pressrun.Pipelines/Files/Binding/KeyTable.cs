using static Pressrun.Pipelines.Files.Binding.Place;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>
/// Every key of the pipeline file, once. The binder, the hints, the schema and the reference page are made from it.
/// </summary>
internal static class KeyTable
{
    public static readonly IReadOnlyList<KeyRow> Rows =
        [.. Topmost(), .. Sources(), .. Spending(), .. Services(), .. Verbs(), .. Modifiers(), .. Gating()];

    private static readonly ILookup<Place, KeyRow> ByPlace = Rows.ToLookup(row => row.Place);

    /// <summary>The verbs, in the order in which they are always listed.</summary>
    public static string VerbList { get; } = string.Join(' ', Rows.Where(row => row.IsVerb).Select(row => row.Name));

    /// <summary>The keys of a place, in order.</summary>
    public static IEnumerable<KeyRow> Of(Place place) => ByPlace[place];

    public static KeyRow? Find(Place place, string name) => ByPlace[place].FirstOrDefault(row => row.Name == name);

    /// <summary>The key that was probably meant, by its spelling or by what other tools call it.</summary>
    public static string? Meant(Place place, string name)
    {
        var synonym = ByPlace[place].FirstOrDefault(
            row => row.Synonyms.Contains(name, StringComparer.OrdinalIgnoreCase));
        return synonym?.Name ?? DidYouMean.Of(name, ByPlace[place].Select(row => row.Name));
    }

    private static IEnumerable<KeyRow> Topmost() =>
    [
        new(Top, "pressrun", ValueKind.Version, "The version of this format.", "1") { IsRequired = true },
        new(Top, "name", ValueKind.Name, "Names the pipeline and its store.", "podcast")
        {
            IsRequired = true, IsSettable = true,
        },
        new(Top, "items", ValueKind.Items, "What the batch consists of: a path, a glob, a range, or `-`.", "urls.txt")
        {
            IsRequired = true, IsSettable = true, Synonyms = ["inputs", "input", "source"],
        },
        new(Top, "budget", ValueKind.Budget, "The most a run may cost; nothing is sent that could pass it.", "$20")
        {
            IsSettable = true, Default = "no limit",
        },
        new(Top, "vars", ValueKind.Scalars, "Values of your own, used as {{name}}.", "{ genre: fantasy }")
        {
            IsSettable = true, Synonyms = ["variables", "env"],
        },
        new(Top, "providers", ValueKind.Providers, "The services that are called.", "{ openai: { key: env:MY_KEY } }")
        {
            IsSettable = true,
        },
        new(Top, "models", ValueKind.Aliases, "Own names for models, or for several tried in order.",
            "{ writer: [openai/gpt-6-luna] }")
        {
            IsSettable = true, Synonyms = ["aliases"],
        },
        new(Top, "stages", ValueKind.Stages, "What is done to each item, in order.",
            "{ script: { ask: prompts/clean.md, model: writer } }")
        {
            IsRequired = true, Synonyms = ["steps", "tasks", "jobs"],
        },
    ];

    private static IEnumerable<KeyRow> Sources() =>
    [
        new(
            Place.Items, "from", ValueKind.Text,
            "A path, a glob, a range, `-`, or a database: `sqlite:tales.db`, `env:NAME`.", "topics.json")
        {
            IsRequired = true, IsSettable = true, Synonyms = ["path", "file", "source"],
        },
        new(Place.Items, "at", ValueKind.Text, "Leads to the list inside the file, keys joined by dots.", "topics")
        {
            IsSettable = true,
        },
        new(
            Place.Items, "query", ValueKind.Text, "A file with the SELECT that a database is asked.",
            "prompts/select.sql")
        {
            IsSettable = true, Synonyms = ["sql"],
        },
        new(Place.Items, "key", ValueKind.Text, "The field that names an item.", "episode")
        {
            IsSettable = true, Default = "its place or its name in the source", Synonyms = ["id"],
        },
        new(
            Place.Items, "where", ValueKind.Text,
            "Which items are taken: comparisons and `is empty`, with `and` between them.",
            "form in (10-K, 10-Q) and year >= 2020")
        {
            IsSettable = true, Synonyms = ["filter"],
        },
        new(Place.Items, "order", ValueKind.Text, "By which field items are taken up.", "importance desc")
        {
            IsSettable = true, Default = "that of the source", Synonyms = ["sort"],
        },
    ];

    private static IEnumerable<KeyRow> Spending() =>
    [
        new(Budget, "run", ValueKind.Sum, "The most a run may cost.", "$20")
        {
            IsSettable = true, Default = "no limit", Synonyms = ["total", "max"],
        },
        new(Budget, "item", ValueKind.Sum, "The most one item may cost.", "$1")
        {
            IsSettable = true, Default = "no limit",
        },
        new(Budget, "day", ValueKind.Sum, "The most a day may cost.", "$30")
        {
            IsLater = true, IsSettable = true, Default = "no limit",
        },
        new(Budget, "warn", ValueKind.Percentage, "Share of the budget at which a warning appears.", "80%")
        {
            IsLater = true, IsSettable = true, Default = "no warning",
        },
    ];

    private static IEnumerable<KeyRow> Services() =>
    [
        new(Provider, "kind", ValueKind.Text, "Which interface it speaks.", "openai") { Default = "its name" },
        new(Provider, "url", ValueKind.Text, "Where it is, if not where its kind usually is.",
            "http://localhost:11434/v1")
        {
            IsSettable = true, Synonyms = ["base_url", "endpoint", "host"],
        },
        new(Provider, "key", ValueKind.Secret, "Where the key is: a variable or a file, never the key itself.",
            "env:OPENAI_API_KEY")
        {
            IsSettable = true, Synonyms = ["api_key", "apikey", "token", "secret"],
        },
        new(Provider, "region", ValueKind.Text, "The region of a cloud.", "us-east-1") { IsSettable = true },
        new(Provider, "account", ValueKind.Text, "Tells two accounts apart: quotas are counted for each.", "team")
        {
            IsSettable = true,
        },
        new(Provider, "contact", ValueKind.Text, "Name and address a site may ask for; may be `env:NAME`.",
            "env:SEC_CONTACT")
        {
            IsSettable = true,
        },
        new(Provider, "allow_hosts", ValueKind.Texts, "Private hosts that may be reached all the same.", "127.0.0.1")
        {
            IsSettable = true,
        },
        new(Provider, "limits", ValueKind.LimitsByModel, "What the provider allows, for all or by model.", "50/min")
        {
            IsSettable = true, Default = "learned from replies",
            Synonyms = ["limit", "rate_limit", "rate_limits", "quota", "quotas", "concurrency"],
        },
        new(Provider, "prices", ValueKind.Prices, "What it costs, if not what is known.", "{ in: $2, out: $10 }")
        {
            IsSettable = true, Synonyms = ["price", "cost"],
        },
        new(Prices, "in", ValueKind.Sum, "A million input tokens.", "$2"),
        new(Prices, "out", ValueKind.Sum, "A million output tokens.", "$10"),
        new(Prices, "cached", ValueKind.Sum, "A million input tokens read from the provider's cache.", "$0.20"),
        new(Prices, "characters", ValueKind.Sum, "A million characters of speech.", "$100"),
        new(Prices, "call", ValueKind.Sum, "One call.", "$0.005"),
    ];

    private static IEnumerable<KeyRow> Verbs() =>
    [
        new(Stage, "ask", ValueKind.Text, "Asks a language model: a file ending in .md, or the prompt itself.",
            "prompts/clean.md")
        {
            IsVerb = true, Synonyms = ["prompt", "chat", "complete", "generate", "llm"],
        },
        new(Stage, "speak", ValueKind.Text, "Turns text into speech.", "\"{{part}}\"")
        {
            IsVerb = true, Synonyms = ["say", "tts", "speech"],
        },
        new(Stage, "fetch", ValueKind.Text, "Fetches a page and takes the article out of it.", "\"{{url}}\"")
        {
            IsVerb = true, Synonyms = ["get", "scrape", "download"],
        },
        new(Stage, "render", ValueKind.Text, "Fills a template.", "templates/blog.html")
        {
            IsVerb = true, Synonyms = ["template"],
        },
        new(Stage, "run", ValueKind.Texts, "Runs a program: its name and arguments.", "[scripts/count, \"{{key}}\"]")
        {
            IsVerb = true, Synonyms = ["exec", "shell", "command"],
        },
        new(Stage, "join", ValueKind.Name, "Joins the texts or the audio of a stage.", "voice")
        {
            IsVerb = true, Synonyms = ["merge", "concat", "combine"],
        },
        new(Stage, "put", ValueKind.Text, "Uploads or publishes.", "folder://public/{{key}}.mp3")
        {
            IsVerb = true, Synonyms = ["upload", "publish", "post"],
        },
        new(Stage, "use", ValueKind.Text, "Runs a stage written in C#.", "SitePublisher")
        {
            IsVerb = true, IsLater = true,
        },
    ];

    private static IEnumerable<KeyRow> Modifiers() =>
    [
        new(Stage, "needs", ValueKind.Names, "The stages whose results it uses.", "[draft, pacing]")
        {
            Default = "the stage above", Synonyms = ["need", "after", "depends_on", "requires"],
        },
        new(Stage, "each", ValueKind.Text, "Runs once for each element of a list, a range, or a stage's parts.", "1..7")
        {
            Synonyms = ["for_each", "foreach", "for", "loop", "map"],
        },
        new(Stage, "split", ValueKind.Split, "Cuts the text of `each` at sentence ends.", "3900 characters")
        {
            Synonyms = ["chunk"],
        },
        new(Stage, "chain", ValueKind.Truth, "Part 4 waits for part 3 and sees it as {{previous}}.", "true")
        {
            Default = "false", Synonyms = ["sequential"],
        },
        new(Stage, "once", ValueKind.Truth, "Runs once for the whole batch.", "true") { Default = "false" },
        new(Stage, "manual", ValueKind.Truth, "Runs only if asked for: `--with NAME`.", "true") { Default = "false" },
        new(Stage, "start_when", ValueKind.Text, "Holds the stage back until a share of another is done.",
            "10% of analysis")
        {
            IsLater = true, Default = "at once",
        },
        new(Stage, "model", ValueKind.Models, "Who is asked; several are tried in order.", "openai/gpt-6-luna")
        {
            IsSettable = true, Synonyms = ["models"],
        },
        new(Stage, "with", ValueKind.Scalars, "Parameters of the call.", "{ max_tokens: 1500 }")
        {
            IsSettable = true, Synonyms = ["params", "parameters", "options"],
        },
        new(Stage, "route", ValueKind.Text,
            "How calls go: `live`, or `batch` at half the price and within a day.", "batch")
        {
            IsSettable = true, Default = "live", Synonyms = ["mode", "batch"],
        },
        new(Stage, "output", ValueKind.Form, "The fields the answer must have.", "{ score: number, notes: text }")
        {
            Synonyms = ["outputs", "schema", "returns"],
        },
        new(Stage, "limits", ValueKind.Limits, "Limits of the stage itself, beside those of providers.", "5 at once")
        {
            IsSettable = true, Default = "none",
            Synonyms = ["limit", "concurrency", "rate_limit", "workers", "parallel"],
        },
        new(Stage, "tries", ValueKind.Whole, "How often a call is tried before its item fails.", "4")
        {
            IsSettable = true, Default = "3", Synonyms = ["retries", "retry", "attempts", "max_attempts"],
        },
        new(Stage, "timeout", ValueKind.Duration, "How long one try may take.", "5m") { IsSettable = true },
        new(Stage, "expect", ValueKind.Expect, "Hints for the forecast.", "{ latency: 40s, out: 1800 tokens }"),
        new(Stage, "gate", ValueKind.Gates, "Checks the result; the first gate that fails decides.",
            "{ check: whole, revise: 1, else: review }")
        {
            Synonyms = ["gates", "check", "checks", "validate"],
        },
        new(Stage, "save", ValueKind.Texts, "Files the result is written to; the suffix is the form.",
            "out/{{key}}.mp3")
        {
            Synonyms = ["write", "to", "file"],
        },
    ];

    private static IEnumerable<KeyRow> Gating() =>
    [
        new(Gate, "check", ValueKind.Text, "A rule, checked without a call.", "words between 250 and 900")
        {
            Synonyms = ["rule"],
        },
        new(Gate, "ask", ValueKind.Text, "A judge: a prompt whose answer is a score and notes.", "prompts/judge.md")
        {
            Synonyms = ["judge", "prompt"],
        },
        new(Gate, "pass", ValueKind.Text, "What the judge's answer, or the result itself, must fulfil.",
            "score >= 0.85")
        {
            Synonyms = ["when", "if"],
        },
        new(Gate, "model", ValueKind.Models, "Who judges.", "anthropic/claude-haiku-5-5")
        {
            Default = "the stage's model", Synonyms = ["models"],
        },
        new(Gate, "revise", ValueKind.Whole, "How often the stage runs again with the gate's notes.", "1")
        {
            Default = "that of the last gate, else 0", Synonyms = ["revisions", "retries", "tries"],
        },
        new(Gate, "else", ValueKind.Else, "What follows when it still fails.", "review")
        {
            Default = "that of the last gate, else fail", Synonyms = ["then", "otherwise", "on_fail"],
        },
        new(Expect, "latency", ValueKind.Duration, "How long a call takes.", "40s"),
        new(Expect, "in", ValueKind.Tokens, "Input of a call.", "1200 tokens"),
        new(Expect, "out", ValueKind.Tokens, "Output of a call.", "1800 tokens"),
        new(Expect, "fails", ValueKind.Percentage, "Share of calls that fail.", "2%"),
        new(Expect, "revised", ValueKind.Percentage, "Share of results that are revised.", "30%"),
        new(Expect, "parts", ValueKind.Whole, "Parts of an item.", "11"),
    ];
}
