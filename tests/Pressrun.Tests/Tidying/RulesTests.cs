namespace Pressrun.Tests.Tidying;

/// <summary>Each rule meets an offence planted for it and code that only looks like one.</summary>
/// <remarks>A rule that cannot fail proves nothing.</remarks>
public sealed class RulesTests
{
    private const string Engine = "src/Pressrun/Quotas/Governor.cs";

    [Fact]
    public void A_file_of_401_lines_is_too_long_and_one_of_400_is_not()
    {
        Assert.Single(Rules.TooLong(Code(Lines(401))));
        Assert.Empty(Rules.TooLong(Code(Lines(400))));
    }

    [Fact]
    public void A_line_of_121_columns_is_too_wide_and_one_of_120_is_not()
    {
        var offence = Assert.Single(Rules.TooWide(Code("\n" + new string('x', 121))));
        Assert.Equal($"{Engine}:2: 121 columns, more than 120", offence);
        Assert.Empty(Rules.TooWide(Code(new string('x', 120))));
    }

    [Theory]
    [InlineData("void Long()\n{\n%}", 67, false)]
    [InlineData("void Long()\n{\n%}", 68, true)]
    [InlineData("int Long() =>\n%0;", 70, true)]
    [InlineData("int Long { get {\n%} }", 70, true)]
    [InlineData("void Long(int a = 1)\n{ if (a == 1) { foreach (var record in x) {\n%} } }", 70, true)]
    [InlineData("static readonly int[] Long = {\n%};", 90, false)]
    [InlineData("void A()\n{\n    var x = $\"{y[\"}\"]} {{ }} \\\" {{\"; // }\n%}", 70, true)]
    [InlineData("void A()\n{\n    var x = @\"\"\" }\"; var z = '}'; /* } */\n%}", 70, true)]
    [InlineData("void A()\n{\n    var r = \"\"\"\n } \" } \"\"\";\n%}", 70, true)]
    public void A_member_of_more_than_70_lines_is_found(string member, int lines, bool isFound)
    {
        var body = member.Replace("%", Lines(lines), StringComparison.Ordinal);
        var text = $"namespace A;\n\nclass Governor<T> where T : class\n{{\n{body}\n}}\n";

        Assert.Equal(isFound, Rules.LongMembers(Code(text)).Any());
    }

    [Theory]
    [InlineData("namespace A;\ninternal sealed class Governor { class Inner { } }", true)]
    [InlineData("namespace A { public readonly record struct Governor(int B); }", true)]
    [InlineData("public abstract record Governor { sealed record Case(int A) : Governor; Governor() { } }", true)]
    [InlineData("[A(typeof(int))]\npublic delegate Task<int> Governor<T>(T a) where T : class;", true)]
    [InlineData("global using System;\n// class Other { }\nreturn 0;", true)]
    [InlineData("#pragma warning disable X // class struct\ninterface Governor<T> where T : struct { }", true)]
    [InlineData("interface Governor { void M<U>() where U : class; }", true)]
    [InlineData("class Other { }", false)]
    [InlineData("class Governor { }\nenum Other { A }", false)]
    [InlineData("record Governor(int A);\nrecord Other(int A);", false)]
    public void A_file_holds_one_type_named_like_the_file(string text, bool isTidy) =>
        Assert.Equal(isTidy, !Rules.MisnamedTypes(Code(text)).Any());

    [Theory]
    [InlineData("using Pressrun.Running;", false)]
    [InlineData("var x = new Pressrun.Calling.Caller();", false)]
    [InlineData("using Pressrun.Model;\nusing Pressrun.Quotas;", true)]
    [InlineData("// Pressrun.Running stands above.\nvar x = \"Pressrun.Running\";", true)]
    public void A_room_imports_only_the_rooms_before_it(string text, bool isTidy) =>
        Assert.Equal(isTidy, !Rules.ForbiddenImports(Code(text)).Any());

    [Theory]
    [InlineData("using System.Net.Http;")]
    [InlineData("new HttpClient()")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("Stopwatch.StartNew()")]
    [InlineData("Thread.Sleep(1)")]
    [InlineData("Task.Run(Work)")]
    [InlineData("TimeProvider.System")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("new Random()")]
    [InlineData("task.ConfigureAwait(false)")]
    [InlineData("$\"{DateTime.UtcNow}\"")]
    [InlineData("lock (_gate)")]
    [InlineData("async void Work()")]
    [InlineData("ConcurrentQueue<int>")]
    [InlineData("#pragma warning disable RS0030 // a reason does not help")]
    public void The_engine_stays_on_its_loop(string text)
    {
        Assert.Single(Rules.EscapesFromTheLoop(Code(text)));
        Assert.Empty(Rules.EscapesFromTheLoop(new Source("src/Pressrun/Timing/RealWaiter.cs", text)));
    }

    [Theory]
    [InlineData("// DateTime.UtcNow breaks it.\nvar x = \"Task.Run\"; time.GetUtcNow(); new Random(1);")]
    [InlineData("/* Stopwatch */ var a = @\"Thread.Sleep\"; var b = \"\"\"System.Net\"\"\";")]
    [InlineData("var c = $\"HttpClient {a}\"; var d = '\"'; var e = \"\\\"new Random()\";")]
    public void What_only_speaks_of_clocks_and_threads_is_allowed(string text) =>
        Assert.Empty(Rules.EscapesFromTheLoop(Code(text)));

    [Fact]
    public void A_thread_safe_queue_is_allowed_in_Timing() =>
        Assert.Empty(Rules.EscapesFromTheLoop(new Source("src/Pressrun/Timing/Loop.cs", "ConcurrentQueue<int>")));

    [Theory]
    [InlineData("// TO", "DO: later")]
    [InlineData("// FIX", "ME")]
    [InlineData("throw new Not", "ImplementedException();")]
    public void Unfinished_code_is_found(string start, string end)
    {
        Assert.Single(Rules.UnfinishedMarks(Code(start + end)));
        Assert.Empty(Rules.UnfinishedMarks(Code(start + "_" + end)));
    }

    [Theory]
    [InlineData("#pragma warning disable CA1", false)]
    [InlineData("var x = 1;\n#pragma warning disable CA1\nvar y = 1;", false)]
    [InlineData("[SuppressMessage(\"A\", \"B\")]", false)]
    [InlineData("#pragma warning disable CA1 // The vendor's name is misspelt.", true)]
    [InlineData("// The vendor's name is misspelt.\n#pragma warning disable CA1\n#pragma warning restore CA1", true)]
    public void A_silenced_warning_has_its_reason(string text, bool isTidy) =>
        Assert.Equal(isTidy, !Rules.PragmasWithoutReason(Code(text)).Any());

    [Theory]
    [InlineData("cd /wo", "rk/pressrun", false)]
    [InlineData("see `/ho", "me/ada/x`", false)]
    [InlineData("https://api.nu", "get.org/v3/index.json", false)]
    [InlineData("/net", "work/ and src/homework/ and https://example.org/home/page and ./work/", true)]
    public void Traces_of_one_machine_are_found(string start, string end, bool isTidy) =>
        Assert.Equal(isTidy, !Rules.MachineTraces(new Source("docs/start.md", start + end)).Any());

    [Theory]
    [InlineData("[a](gone.md)", "gone.md")]
    [InlineData("![a](gone.png \"title\")", "gone.png")]
    [InlineData("[a](../src/gone.md#part)", "../src/gone.md")]
    [InlineData("[a](there.md) [b](../README.md) [c](#part) [d](https://example.org) [e](mailto:a@b.c)", null)]
    [InlineData("`[a](gone.md)`\n```\n[a](gone.md)\n```\n", null)]
    public void A_link_that_leads_nowhere_is_found(string text, string? target)
    {
        var dead = Rules.DeadLinks(new Source("docs/start.md", text), path => path is "docs/there.md" or "README.md");

        Assert.Equal(target is null ? [] : [$"docs/start.md: the link to {target} leads nowhere"], dead);
    }

    private static Source Code(string text) => new(Engine, text);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("    \n", count));
}
