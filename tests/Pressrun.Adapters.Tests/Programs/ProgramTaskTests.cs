using System.Text;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Programs;

/// <summary>Programs of the user's as stages.</summary>
public sealed class ProgramTaskTests : IDisposable
{
    private readonly Shelf _shelf = new();

    private ProgramTask Runs => new(_shelf.Open, Shelf.Runner, _shelf.Scratch);

    [Fact]
    public async Task A_program_reads_the_text_and_its_output_is_the_answer() =>
        Assert.Equal("HELLO\n", await RunAsync("""{"program":"tr","arguments":["a-z","A-Z"],"text":"hello\n"}"""));

    [Fact]
    public async Task An_input_stands_in_an_argument_as_a_file() => Assert.Equal(
        "second first",
        await RunAsync("""{"program":"cat","arguments":["{input2}","{input1}"]}""", "first", "second "));

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        await RunAsync("""{"program":"touch","arguments":["made-here","{input1}.more"]}""", "first");
        Assert.Empty(Directory.GetFileSystemEntries(_shelf.Scratch));
    }

    [Fact]
    public void A_long_answer_is_read_from_its_blob()
    {
        var blob = _shelf.Add(Encoding.UTF8.GetBytes("\uFEFFlong"));
        var reply = new Reply(Outcome.Answered.Instance, new Body(blob));
        Assert.Equal("\uFEFFlong", Runs.Read(Shelf.CallOf("run", "{}"), reply).Text);
    }

    [Theory]
    [InlineData("""{"program":"sh","arguments":["-c","echo oh >&2; exit 3"]}""", "sh ended with exit code 3: oh")]
    [InlineData("""{"program":"false"}""", "false ended with exit code 1: it said nothing; run it by hand to see why")]
    [InlineData("""{"program":"printf","arguments":["\\377"]}""",
        "printf wrote something that is no UTF-8 text: let it write text")]
    [InlineData("""{"program":"yes"}""",
        "yes wrote more than 1,000,000 bytes: let it write less, or to a file of its own")]
    [InlineData("""{"program":"no-such"}""",
        "no-such is not installed, or not in the search path: install it, or write its path")]
    public async Task What_goes_wrong_is_said(string content, string message) =>
        Assert.Equal(message, (await RefusalAsync(content)).Message);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"program":""}""")]
    [InlineData("""{"program":"cat","arguments":[1]}""")]
    [InlineData("""{"program":"cat","arguments":["a\u0000b"]}""")]
    public async Task A_wrong_request_is_refused(string content) => Assert.StartsWith(
        "a program to run needs a name", (await RefusalAsync(content)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_complaint_does_not_show_where_the_input_lies()
    {
        var refusal = await RefusalAsync("""{"program":"ls","arguments":["{input1}.missing"]}""", "first");
        Assert.Contains("input1.missing", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _shelf.Dispose();

    private async Task<string> RunAsync(string content, params string[] inputs)
    {
        var call = CallOf(content, inputs);
        var body = await Runs.RunAsync(call, Shelf.Token);
        return Runs.Read(call, new(Outcome.Answered.Instance, body)).Text;
    }

    private async Task<LocalTaskException> RefusalAsync(string content, params string[] inputs) =>
        await Assert.ThrowsAsync<LocalTaskException>(() => Runs.RunAsync(CallOf(content, inputs), Shelf.Token));

    private Call CallOf(string content, string[] inputs) =>
        Shelf.CallOf("run", content, [.. inputs.Select(input => _shelf.Add(Encoding.UTF8.GetBytes(input)))]);
}
