using System.Globalization;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Surfaces.Tests.Services;

/// <summary>What goes wrong with a service, as its user sees it: one clear line, and nothing lost.</summary>
public sealed class TroubleTests : IAsyncDisposable
{
    private const string Letter = """
            letter: { ask: "Write to {{line}}.", model: openai/gpt-6-luna, limits: 1 at once, save: "out/{{key}}.txt" }
        """;

    private readonly OpenAiChat _vendor = new();
    private readonly ServiceShell _shell;

    public TroubleTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Theory]
    [InlineData(401, "invalid_api_key",
        "openai/gpt-6-luna refuses the key env:VENDOR_KEY: 401 invalid_api_key: Incorrect key *** given.")]
    [InlineData(403, "not_allowed",
        "openai/gpt-6-luna refuses the key env:VENDOR_KEY: 403 not_allowed: Incorrect key *** given.")]
    [InlineData(402, "payment_required",
        "openai/gpt-6-luna says there is no credit: 402 payment_required: Incorrect key *** given.")]
    [InlineData(429, "insufficient_quota",
        "openai/gpt-6-luna says there is no credit: 429 insufficient_quota: Incorrect key *** given.")]
    [InlineData(404, "model_not_found", "openai has no `gpt-6-luna`: 404 model_not_found: Incorrect key *** given.")]
    public async Task What_stops_a_service_stops_once_and_the_next_run_goes_on(int status, string code, string line)
    {
        await _shell.BeginAsync(9, Letter);
        _shell.Answers = (request, count) => count <= 3
            ? _vendor.Answer(request, new())
            : _vendor.Refuse(status, code, $"Incorrect key {FakeVendor.Key} given.");
        var (exit, output, error) = _shell.Run();
        Assert.Equal(4, exit);
        Assert.True(CountOf(line, output + error) == 1, output + error);
        Assert.Equal(4, _shell.Requests.Count);

        _shell.Answers = (request, _) => _vendor.Answer(request, new());
        (exit, output, error) = _shell.Run();
        Assert.True(exit == 0, output + error);
        Assert.Equal(10, _shell.Requests.Count);
        Assert.Equal(9, Directory.GetFiles(_shell.Shell.PathOf("out")).Length);
    }

    [Fact]
    public async Task What_a_service_declines_again_and_again_is_held_and_the_next_run_goes_on()
    {
        await _shell.BeginAsync(12, Letter);
        _shell.Answers = (_, _) => _vendor.Refuse(400, "invalid_value", "Invalid value: 'temperature'.");
        var (exit, output, error) = _shell.Run();
        Assert.Equal(1, exit);
        Assert.True(CountOf("stage letter is held: it failed 5 times in a row alike, the last so: openai declined: "
            + "400 invalid_value: Invalid value: 'temperature'.", output + error) == 1, output + error);
        Assert.InRange(_shell.Requests.Count, 5, 6);
        _shell.Answers = (request, _) => _vendor.Answer(request, new());
        (exit, output, error) = _shell.Run();
        Assert.True(exit == 1, output + error); // Those that failed stay so until they are tried again.
        Assert.Equal(0, _shell.Run("retry").Code);
        Assert.Equal(12, Directory.GetFiles(_shell.Shell.PathOf("out")).Length);
    }

    [Fact]
    public async Task A_storm_of_overload_sends_the_work_to_the_next_model()
    {
        await _shell.BeginAsync(6, Letter.Replace("model: openai/gpt-6-luna",
            "model: [openai/gpt-6.1-terra, openai/gpt-6-luna]", StringComparison.Ordinal));
        _shell.Answers = (request, _) => request.Text("model") == "gpt-6-luna"
            ? _vendor.Answer(request, new())
            : _vendor.Refuse(529, "overloaded", "Overloaded");
        var (exit, output, error) = _shell.Run();
        Assert.True(exit == 0, output + error);
        Assert.Equal((5, 6), (_shell.Requests.Count(request => request.Text("model") != "gpt-6-luna"),
            _shell.Requests.Count(request => request.Text("model") == "gpt-6-luna")));
        Assert.Contains("gpt-6-luna", _shell.Say("spend", "--by", "model").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("<html>Welcome</html>", "it is not a JSON object")]
    [InlineData("{\"choices\": []}", "it holds no message")]
    public async Task What_cannot_be_read_is_paid_for_kept_and_never_asked_again(string body, string why)
    {
        await _shell.BeginAsync(2, Letter);
        _shell.Answers = (request, count) => count == 1 ? new(200, body) : _vendor.Answer(request, new());
        var (exit, output, error) = _shell.Run();
        Assert.Equal(5, exit);
        Assert.Contains($"of openai is paid for and kept, but cannot be read: {why}", output + error);
        _shell.Run();
        Assert.Equal(2, _shell.Requests.Count);
    }

    [Fact]
    public async Task An_error_inside_a_success_is_the_error_it_is()
    {
        await _shell.BeginAsync(2, Letter);
        _shell.Answers = (_, _) => new(200, """{"error":{"code":402,"message":"Insufficient credits"}}""");
        var (exit, output, error) = _shell.Run();
        Assert.Equal(4, exit);
        Assert.Equal(1, CountOf("says there is no credit: 402: Insufficient credits", output + error));
    }

    [Fact]
    public async Task An_answer_of_ten_megabytes_is_an_answer()
    {
        await _shell.BeginAsync(1, Letter);
        _shell.Answers = (request, _) => _vendor.Answer(request, new(Text: new string('x', 10 << 20)));
        Assert.Equal(0, _shell.Run().Code);
        Assert.InRange(new FileInfo(Directory.GetFiles(_shell.Shell.PathOf("out")).Single()).Length,
            10 << 20, (10 << 20) + 2);
    }

    [Fact]
    public async Task Without_its_key_nothing_begins_and_both_ways_out_are_said()
    {
        await _shell.BeginAsync(1, Letter);
        foreach (var (key, cause) in new[]
        {
            (null, "is missing: the environment variable VENDOR_KEY is not set"),
            (" ", "is missing: the environment variable VENDOR_KEY is not set"),
            ("two words", "is none: what env:VENDOR_KEY holds has blanks, line ends or letters that no key has"),
        })
        {
            _shell.Shell.Variables.Remove("VENDOR_KEY");
            if (key is not null)
            {
                _shell.Shell.Variables["VENDOR_KEY"] = key;
            }

            var (exit, _, error) = _shell.Run();
            Assert.Equal(4, exit);
            Assert.Contains($"letters.yaml:6:3  the key of `openai` {cause}", error);
            Assert.Contains("pressrun run letters.yaml --offline", error);
            (exit, _, error) = _shell.Run("check");
            Assert.Equal(0, exit);
            Assert.Contains($"letters.yaml:6:3: the key of `openai` {cause}; a run stops without it", error);
        }

        Assert.Empty(_shell.Requests);
    }

    [Fact]
    public async Task A_budget_does_not_begin_with_what_has_no_price()
    {
        await _shell.BeginAsync(1, Letter.Replace("gpt-6-luna", "gpt-77", StringComparison.Ordinal), "budget: $1");
        var (exit, _, error) = _shell.Run();
        Assert.Equal(2, exit);
        Assert.Contains("letters.yaml:6:3: the price of `openai/gpt-77` is not known", error);
        Assert.Contains("--allow-unknown-price", error);
        Assert.Empty(_shell.Requests);
        Assert.Contains("is not known: under a budget a run stops", _shell.Run("check").Error);
        var (code, output, progress) = _shell.Run("run", "--allow-unknown-price");
        Assert.Equal(0, code);
        Assert.Contains("$0.00 + unknown spent", output);
        Assert.Matches(@"done 1 of 1 +0:00:\d\d +\$0\.00 \+ unknown", progress);
        Assert.Contains("unknown price", _shell.Say("spend").Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("prices: { in: $2 }")]
    [InlineData("prices: { characters: $2 }")]
    public async Task Half_a_price_is_no_price(string prices)
    {
        await _shell.BeginAsync(1, Letter, "budget: $1");
        var file = _shell.Shell.PathOf("letters.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "key: env:VENDOR_KEY,", $"key: env:VENDOR_KEY, {prices},", StringComparison.Ordinal));
        var (exit, _, error) = _shell.Run();
        Assert.Equal(2, exit);
        Assert.Contains("the price of `openai/gpt-6-luna` is not known", error);
        Assert.Empty(_shell.Requests);
    }

    [Theory]
    [InlineData("n: 8", "`letter` cannot be given `n`")]
    [InlineData("text: X", "`letter` cannot be given `text`")]
    [InlineData("max_completion_tokens: 9", "`letter` cannot be given `max_completion_tokens`")]
    [InlineData("max_tokens: lots", "`max_tokens` is a whole number from 1, not `lots`")]
    [InlineData("max_tokens: 1500.0", "`max_tokens` is a whole number from 1, not `1500.0`")]
    public async Task What_would_cost_more_than_is_set_aside_cannot_be_given(string with, string line)
    {
        await _shell.BeginAsync(1, Letter.Replace(
            "limits: 1 at once", $"with: {{ {with} }}", StringComparison.Ordinal), "budget: $1");
        var (exit, _, error) = _shell.Run();
        Assert.Equal(2, exit);
        Assert.Contains(line, error);
        Assert.Empty(_shell.Requests);
    }

    [Fact]
    public async Task A_thicket_of_braces_is_no_form_and_takes_no_time()
    {
        await _shell.BeginAsync(1, Letter.Replace(
            "limits: 1 at once", "output: { score: number }", StringComparison.Ordinal));
        _shell.Answers = (request, _) => _vendor.Answer(request, new(Text: new string('{', 400_000)));
        Assert.Equal(1, _shell.Run().Code);
        Assert.Equal(3, _shell.Requests.Count);
    }

    [Fact]
    public async Task What_the_file_says_it_costs_is_what_it_costs()
    {
        await _shell.BeginAsync(1, Letter.Replace("gpt-6-luna,", "gpt-77, with: { max_tokens: 100 },",
            StringComparison.Ordinal), "budget: $1");
        var file = _shell.Shell.PathOf("letters.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "key: env:VENDOR_KEY,", "key: env:VENDOR_KEY, prices: { in: $100, cached: $10, out: $1000 },",
            StringComparison.Ordinal));
        var (exit, output, error) = _shell.Run();
        Assert.True(exit == 0, output + error);
        // 36 fresh, 64 cached, 50 out.
        Assert.Contains("0.05424", _shell.Say("spend", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_sees_keys_and_models()
    {
        await _shell.BeginAsync(1, Letter.Replace("gpt-6-luna", "gpt-4o-mini", StringComparison.Ordinal));
        _shell.Answers = (_, _) => new(200, """{"data":[{"id":"gpt-4o-mini","shutdown_date":"2027-01-14"}]}""")
        {
            Headers = [new("date", DateTimeOffset.UtcNow.AddMinutes(-2).ToString("R", CultureInfo.InvariantCulture))],
        };
        var (code, output, _) = _shell.Say("doctor", "-f", "letters.yaml");
        Assert.Equal(0, code);
        Assert.Contains("the key of openai is there (env:VENDOR_KEY), and openai answers to it", output);
        Assert.Matches("this machine's clock is 1(19|20|21) s ahead of that of openai", output);
        Assert.Contains("openai says that gpt-4o-mini is switched off on 14 January 2027", output);
        Assert.Contains("`openai/gpt-4o-mini` is switched off on 14 January 2027", output);
        Assert.Equal(("/v1/models", 1), (_shell.Requests.Single().Path, _shell.Requests.Count));
    }

    [Fact]
    public async Task The_doctor_finds_a_key_that_is_refused_and_a_service_that_is_away()
    {
        await _shell.BeginAsync(1, Letter);
        _shell.Answers = (_, _) => _vendor.Refuse(401, "invalid_api_key", $"You sent {FakeVendor.Key}.");
        var (code, output, _) = _shell.Say("doctor", "-f", "letters.yaml");
        Assert.Equal(1, code);
        Assert.Contains("WRONG  openai refuses the key (env:VENDOR_KEY): 401 invalid_api_key: You sent ***.", output);
        _shell.Answers = (_, _) => new(503, "<html><head><title>Down</title></head></html>")
        {
            ContentType = "text/html",
        };
        (code, output, _) = _shell.Say("doctor", "-f", "letters.yaml");
        Assert.Equal(0, code);
        Assert.Contains("but openai does not answer: 503: a page of HTML: Down", output);
    }

    [Fact]
    public async Task The_doctor_tells_what_was_learned_of_limits()
    {
        await _shell.BeginAsync(1, Letter);
        Assert.Equal(0, _shell.Run().Code);
        Assert.Contains("has learned that openai/gpt-6-luna allows 60k/min, 9M tokens/min",
            _shell.Say("doctor", "-f", "letters.yaml").Output);
    }

    private static int CountOf(string line, string text) => text.Split(line).Length - 1;
}
