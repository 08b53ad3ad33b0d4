using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Pipelines.Texts;
using Pressrun.Surfaces.Tests.Services;

namespace Pressrun.Surfaces.Tests.Gates;

/// <summary>Texts of a batch that repeat each other.</summary>
[Trait("Row", "EPI-32")]
public sealed class EchoTests : IAsyncDisposable
{
    private const string Storm = "The storm came over the hills at dusk and took the roof of the mill with it.";
    private const string Calm = "Next morning nobody spoke of anything but the tiles that lay in the orchard grass.";

    private readonly OpenAiChat _vendor = new();
    private readonly ServiceShell _shell;

    public EchoTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public void A_text_is_held_against_earlier_ones_and_not_against_itself()
    {
        var said = new HashSet<ulong>();
        Assert.Equal((0, ""), Repetition.Beside($"{Storm} {Storm}", said));
        Assert.Equal((0, ""), Repetition.Beside(Calm, said));
        var (share, longest) = Repetition.Beside($"{Calm} THE STORM came, over the hills!", said);
        Assert.Equal((1, $"{Calm} THE STORM came, over the hills"), (share, longest));
    }

    [Fact]
    public async Task What_repeats_an_earlier_item_is_named_in_the_order_in_which_items_are_taken_up()
    {
        await _shell.BeginAsync(3, """
                letter: { ask: "Write to {{line}}.", model: openai/gpt-6-luna }
                echo: { once: true, join: letter, gate: { check: repeats below 8%, else: review } }
            """);
        _shell.Answers = (request, _) => _vendor.Answer(request, new(
            Text: _vendor.PromptOf(request).Contains('2', StringComparison.Ordinal) ? Calm : Storm));
        var (_, output, error) = _shell.Run();
        Assert.Contains("may repeat earlier items: `name-3` repeats 100 %", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("`name-1`", output + error, StringComparison.Ordinal);
    }
}
