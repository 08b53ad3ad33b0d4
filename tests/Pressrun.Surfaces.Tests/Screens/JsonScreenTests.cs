using System.Text.Json;
using Pressrun.Cli.Screens;
using static Pressrun.Surfaces.Tests.Screens.Samples;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Progress for programs.</summary>
public sealed class JsonScreenTests : IDisposable
{
    private readonly HandTime _time = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly JsonScreen _screen;

    public JsonScreenTests() => _screen = new(_output, _time);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void The_events_are_as_approved()
    {
        _screen.Show(Episodes);
        _screen.Line("report: out/report.html");
        _time.Pass(1);
        _screen.Show(Podcast);
        _screen.End();
        _screen.End();

        Golden.Hold("events", _output.ToString());
    }

    [Fact]
    public void Calls_whose_answer_was_lost_are_told_with_the_most_they_may_have_cost()
    {
        _screen.Show(Podcast with { UnknownCalls = 2, Unknown = new(414_000) });

        Assert.Contains("\"unknown_calls\":2,\"unknown_usd\":0.414,", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_once_a_second_and_when_the_state_changes()
    {
        _screen.Show(Podcast);
        _time.Pass(0.9);
        _screen.Show(Podcast);
        Assert.Equal(["pressrun", "progress"], Types());

        _screen.Show(Podcast with { State = RunActivity.Stopping });
        Assert.Equal(["pressrun", "progress", "progress"], Types());
    }

    [Fact]
    public void The_first_line_is_the_version_even_if_nothing_is_shown()
    {
        _screen.End();

        Assert.Equal("{\"type\":\"pressrun\",\"schema\":\"1.0\"}\n{\"type\":\"end\"}\n", _output.ToString());
    }

    [Fact]
    public void Every_line_is_JSON_of_plain_letters_whatever_a_page_says()
    {
        _screen.Show(Hostile);
        _screen.Line("\u001b[31m\ud800\u009b");
        _screen.End();

        Assert.DoesNotContain(_output.ToString(), unit => unit != '\n' && unit is < ' ' or > '~');
        Assert.Equal(["pressrun", "failure", "failure", "progress", "note", "end"], Types());
    }

    private List<string> Types() =>
    [
        .. _output.ToString().TrimEnd().Split('\n')
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("type").GetString()!),
    ];
}
