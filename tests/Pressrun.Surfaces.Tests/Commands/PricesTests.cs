using System.Text.Json;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Providers.Prices;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Prices as they are looked at.</summary>
public sealed class PricesTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private static readonly FarTime Time = new(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    // Not what is shipped: that changes, and what is approved should not.
    private static readonly PriceBook Book = new(
        [
            Line("fast", "2026-09-22", 0.10m, 0.01m, 0.50m) with { CacheWrite5m = 0.125m, TierTo = 272_000 },
            Line("large", "2026-01-01", 2.50m, 0.25m, 15m) with { ValidTo = new(2026, 7, 30) },
            Line("large", "2026-07-30", 2m, 0.2m, 12m) with { CheckedOn = new(2026, 8, 2) },
            Line("large", "2026-07-30", 4m, 0.4m, 18m) with { TierFrom = 272_000 },
            Line("large", "2026-07-30", 1m, 0.1m, 6m) with { Route = "batch" },
            Line("large", "2026-09-01", 3m, 0.3m, 15m) with { Status = TariffStatus.Withdrawn },
            Line("next", "2027-01-01", 1m, null, 5m) with { Status = TariffStatus.Announced },
            Line("voice", "2026-01-01", null, null, null) with { Characters = 15m, Source = "a \u001b[31mpage" },
            Line("searching-*", "2026-01-01", 1m, null, 1m) with { Request = 0.005m, Provider = "other" },
        ],
        new Dictionary<string, IReadOnlyList<ModelFact>>(StringComparer.Ordinal)
        {
            ["house"] =
            [
                Fact("voice", new(2027, 1, 6), "speech-2"), Fact("large", new(2026, 12, 11), null),
                Fact("gone", new(2026, 8, 16), "fast"),
            ],
        });

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData(80, true)]
    [InlineData(60, false)]
    public void The_table_is_as_approved(int? width, bool isAll)
    {
        var list = new PriceList(Book, Day, isAll);
        list.AddAll();
        Golden.Hold($"prices-{width?.ToString() ?? "file"}{(isAll ? "-all" : "")}", Show(list, width).Output);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    public void No_line_is_wider_than_the_terminal_while_model_and_price_fit(int width)
    {
        var list = new PriceList(PriceBook.Shipped, Day, isAll: true);
        list.AddAll();
        Assert.All(Show(list, width).Output.Split('\n'), line => Assert.InRange(Cells.Width(line), 0, width));
    }

    [Theory]
    [InlineData("house/fast", "fast")]
    [InlineData("fast", "fast")]
    [InlineData("house", "fast large large large voice")]
    [InlineData("other/searching-deep", "searching-*")]
    [InlineData("searching-deep", "searching-*")]
    public void A_model_is_found_with_its_service_or_without_and_a_service_with_all_it_has(string word, string models)
    {
        var list = new PriceList(Book, Day, isAll: false);
        list.Add(word);
        Assert.Equal(models, string.Join(' ', list.Tariffs.Select(tariff => tariff.Model)));
        Assert.Empty(list.Without);
    }

    [Theory]
    [InlineData("house/fats", "house/fats: no price of it is known; did you mean `house/fast`?")]
    [InlineData("house/next", "house/next: no price of it is in force; --all shows what was and what is announced")]
    public void A_model_without_a_price_is_said(string word, string message)
    {
        var list = new PriceList(Book, Day, isAll: false);
        list.Add(word);
        Assert.Equal(message, Assert.Single(list.Without));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void Prices_that_were_read_more_than_60_days_ago_are_warned_of(int age, bool isWarned)
    {
        var list = new PriceList(
            new([Line("fast", "2026-01-01", 1, 1, 1) with { CheckedOn = Day.AddDays(-age) }]), Day, isAll: false);
        list.AddAll();
        var error = Show(list, null).Error;
        Assert.Equal(isWarned, error.StartsWith("the oldest of these prices was read on 2026-09-22, 61 days ago",
            StringComparison.Ordinal));
        Assert.Equal(isWarned, error.Length > 0);
    }

    [Fact]
    public void What_is_not_in_force_is_not_what_is_warned_of()
    {
        var list = new PriceList(
            new([Line("fast", "2026-01-01", 1, 1, 1) with
            {
                ValidTo = new(2026, 2, 1), CheckedOn = new(2026, 1, 1),
            }]), Day, isAll: true);
        list.AddAll();
        Assert.Empty(Show(list, null).Error);
    }

    [Fact]
    public void What_is_shipped_is_listed_and_what_is_not_known_is_exit_1()
    {
        using var shell = new Shell();
        var (code, output, _) = Bench.Run(shell, Time, "prices");
        Assert.Equal(0, code);
        Assert.Matches(@"openai/gpt-6-luna +live .*0\.10 +0\.01 ", output);
        Assert.Matches(@"openai/tts-1 +2027-01-06 +gpt-realtime-2\.1-mini", output);
        (code, output, var error) = Bench.Run(shell, Time, "prices", "gpt-6-luna", "gpt-6-lnua");
        Assert.Equal(1, code);
        Assert.Contains("openai/gpt-6-luna", output, StringComparison.Ordinal);
        Assert.Contains("gpt-6-lnua: no price of it is known; did you mean `gpt-6-luna`?", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_pipeline_only_its_models_are_listed_whatever_the_file_calls_their_service()
    {
        using var shell = Bench.Make("one");
        Ask(shell, "mine/gpt-6-luna", "providers: { mine: { kind: openai, key: env:KEY } }");
        var (code, output, error) = Bench.Run(shell, Time, "prices", "-f", "p.yaml");
        Assert.Equal((0, ""), (code, error));
        Assert.All(output.Split('\n')[1..3], line =>
            Assert.StartsWith("openai/gpt-6-luna ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("tts-1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_pipeline_a_model_without_a_price_is_exit_1_and_one_of_this_machine_costs_nothing()
    {
        using var shell = Bench.Make("one");
        Ask(shell, "[openai/gpt-99, ollama/llama]",
            "providers: { openai: { key: env:KEY }, ollama: { url: http://localhost:11434/v1 } }");
        var (code, output, error) = Bench.Run(shell, Time, "prices", "-f", "p.yaml");
        Assert.Equal(1, code);
        Assert.Equal("ollama/llama: costs nothing, it runs where you run\n", output.ReplaceLineEndings("\n"));
        Assert.StartsWith("openai/gpt-99: no price of it is known", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_says_a_model_costs_is_its_price()
    {
        using var shell = Bench.Make("one");
        Ask(shell, "desk/own-1",
            "providers: { desk: { kind: compatible, url: http://localhost:1/v1, prices: { in: $0.5, out: $1.25 } } }");
        var (code, output, error) = shell.Run("prices", "-f", "p.yaml");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"desk/own-1 +0\.50 +1\.25 ", output);
        Assert.Contains("the pipeline file", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_that_pays_nobody_is_said_to()
    {
        using var shell = Bench.Make("one");
        var (code, output, _) = shell.Run("prices", "-f", "p.yaml");
        Assert.Equal((0, "the pipeline asks no model that is paid\n"), (code, output));
    }

    [Fact]
    public void Programs_get_every_price_in_figures()
    {
        using var shell = new Shell();
        var (code, output, _) = Bench.Run(shell, Time, "prices", "gpt-6-luna", "gpt-99", "tts-1", "--json");
        Assert.Equal(1, code);
        var lines = output.TrimEnd('\n', '\r').Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal("pressrun", lines[0].GetProperty("type").GetString());
        var luna = lines.Find(line => line.GetProperty("type").GetString() == "price"
            && line.GetProperty("id").GetString() == "openai/gpt-6-luna@2026-09-22");
        Assert.Equal((0.10m, 0.01m, 272_000, JsonValueKind.Null, "in force"),
            (luna.GetProperty("input_usd").GetDecimal(), luna.GetProperty("cache_read_usd").GetDecimal(),
                luna.GetProperty("prompt_to").GetInt32(), luna.GetProperty("characters_usd").ValueKind,
                luna.GetProperty("status").GetString()));
        Assert.Contains(lines, line => line.GetProperty("type").GetString() == "model"
            && line.GetProperty("retires").GetString() == "2027-01-06");
        Assert.Contains(lines, line => line.GetProperty("type").GetString() == "unknown_price");
        Assert.True(lines[^1].GetProperty("old").GetBoolean());
    }

    private static void Ask(Shell shell, string model, string providers) => shell.Write("p.yaml",
        File.ReadAllText(shell.PathOf("p.yaml")).Replace("offline/extractive", model, StringComparison.Ordinal)
            .Replace("stages:", $"{providers}\nstages:", StringComparison.Ordinal));

    private static (string Output, string Error) Show(PriceList list, int? width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        PricesCommand.Show(list, new Cli.Terminal
        {
            Output = output,
            Error = error,
            Input = TextReader.Null,
            Folder = Path.GetTempPath(),
            IsOutputTerminal = width is not null,
            Size = () => (width ?? 0, 24),
        }, hasColor: false);
        return (output.ToString(), error.ToString());
    }

    private static Tariff Line(string model, string from, decimal? input, decimal? cached, decimal? output) => new()
    {
        Provider = "house",
        Model = model,
        ValidFrom = DateOnly.Parse(from, null),
        Input = input,
        CacheRead = cached,
        Output = output,
        Source = "the house's page",
        CheckedOn = new(2026, 11, 1),
    };

    private static ModelFact Fact(string model, DateOnly retires, string? instead) => new()
    {
        Model = model,
        RetiresOn = retires,
        Replacement = instead,
        Source = "the house's page",
        CheckedOn = new(2026, 11, 1),
    };
}
