namespace Pressrun.Pipelines.Bills;

/// <summary>
/// What the fields of an export mean, by their names as the cost and usage pages of OpenAI and Anthropic and their
/// interfaces call them (read 2026-11), and by what such names have in common.
/// </summary>
internal sealed class BillColumns
{
    private static readonly string[] Days =
    [
        "usage_date_utc", "date", "usage_date", "day", "start_time_iso", "starting_at", "bucket_start_time",
        "start_time", "timestamp", "time",
    ];

    private static readonly string[] Models =
        ["model", "model_version", "model_id", "model_name", "snapshot_id", "slug", "line_item"];

    private static readonly string[] Costs =
        ["cost_usd", "amount_value", "amount_usd", "total_cost_usd", "total_cost", "cost", "amount", "usd"];

    private static readonly string[] Currencies = ["amount_currency", "currency"];

    private static readonly string[] Inputs = ["input", "prompt"];

    private static readonly string[] AllInput = ["input_tokens", "prompt_tokens"];

    private static readonly string[] Outputs = ["output", "completion"];

    private static readonly string[] AllOutput = ["output_tokens", "completion_tokens"];

    /// <param name="names">The names of all fields.</param>
    public BillColumns(IReadOnlyCollection<string> names)
    {
        Day = Days.FirstOrDefault(names.Contains) ?? names.FirstOrDefault(name => Has(name, "date"));
        Model = Models.FirstOrDefault(names.Contains);
        Cost = Costs.FirstOrDefault(names.Contains);
        Currency = Currencies.FirstOrDefault(names.Contains);
        // Anthropic's cost report counts cents; it alone has both of these.
        IsInCents = Cost == "amount" && names.Contains("cost_type");
        Input = Tokens(names, Inputs, AllInput);
        Output = Tokens(names, Outputs, AllOutput);
        Characters = names.Where(name => Has(name, "characters")).Take(1).ToList();
    }

    /// <summary>The day, or a time on it; null if there is none.</summary>
    public string? Day { get; }

    /// <summary>The model; null if there is none.</summary>
    public string? Model { get; }

    /// <summary>Whether what names the model goes on behind a comma: <c>gpt-6-luna, cached input</c>.</summary>
    public bool IsModelBeforeComma => Model == "line_item";

    /// <summary>The amount; null if there is none.</summary>
    public string? Cost { get; }

    /// <summary>Its currency; null if there is none.</summary>
    public string? Currency { get; }

    /// <summary>Whether amounts are hundredths.</summary>
    public bool IsInCents { get; }

    /// <summary>What together is all input tokens; may be empty.</summary>
    public IReadOnlyList<string> Input { get; }

    /// <summary>What together is all output tokens; may be empty.</summary>
    public IReadOnlyList<string> Output { get; }

    /// <summary>Characters of speech; may be empty.</summary>
    public IReadOnlyList<string> Characters { get; }

    // Where there is a sum, its parts are no further tokens; what Anthropic reads from and writes to caches is.
    private static List<string> Tokens(IReadOnlyCollection<string> names, string[] kinds, string[] sums)
    {
        var all = names.Where(name => Has(name, "tokens") && kinds.Any(kind => Has(name, kind))
            && !Has(name, "cost") && !Has(name, "usd") && !Has(name, "price")).ToList();
        var sum = sums.FirstOrDefault(all.Contains);
        return sum is null ? all : all.FindAll(name => name == sum
            || Has(name, "cache_read") || Has(name, "cache_creation") || Has(name, "cache_write"));
    }

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.Ordinal);
}
