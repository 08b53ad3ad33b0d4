using System.Globalization;
using Microsoft.Data.Sqlite;
using Pressrun.Pipelines.Items;
using Pressrun.Sql;
using Pressrun.Surfaces.Tests.FirstRun;
using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>Items that a database is asked for.</summary>
public sealed class QueryTests
{
    private const string Tales =
        """
        create table tales (id integer, title text, score real, note text, bytes blob);
        insert into tales values (1, 'Salt "roads"', 0.5, null, null), (2, 'Sea' || char(10) || 'air', 7, '', null),
            (3, 'Wind', -1e30, '{{title}}', null);
        """;

    [Fact]
    public void A_query_gives_the_same_items_as_a_file_of_its_rows()
    {
        using var desktop = Made(Tales);
        desktop.Put("tales.jsonl", """
            {"id":1,"title":"Salt \"roads\"","score":0.5,"note":null}
            {"id":2,"title":"Sea\nair","score":7,"note":""}
            {"id":3,"title":"Wind","score":-1E+30,"note":"{{title}}"}
            """);
        var asked = Ask(desktop, "select id, title, score, note from tales order by id -- all; of them\n;\n");
        var read = desktop.Read("tales.jsonl");
        Assert.Equal(All(read), All(asked));
        Assert.Equal(read.Source.Hash, asked.Source.Hash);
        Assert.Equal(read.Fields, asked.Fields);
        Assert.Equal(["1", "2", "3"], Keys(asked));
    }

    [Fact]
    public void A_row_that_is_no_item_loses_only_itself_and_is_told_by_its_number()
    {
        using var desktop = Made(
            Tales + "insert into tales values (4, 'x', 1, 'y', x'00ff'), (1, 'again', 0, '', null);");
        var reading = Ask(desktop, "select * from tales");
        Assert.Equal(["1", "2", "3"], Keys(reading));
        Assert.Equal(
            [
                "q.sql: row 4 has bytes in `bytes`, and a field is text or a number",
                "q.sql: row 5 has the key `1` of row 1",
            ],
            Notes(reading));
    }

    [Theory]
    [InlineData("select id, title as id from tales", "q.sql gives the column `id` twice")]
    [InlineData("select * from tails", "the database does not understand q.sql: no such table: tails")]
    [InlineData("select titel from tales", "the database does not understand q.sql: no such column: titel")]
    [InlineData("delete from tales", "q.sql is not one SELECT: it is no SELECT")]
    [InlineData("select 1; delete from tales", "q.sql is not one SELECT: it holds more than one statement")]
    [InlineData("/* nothing */ -- at all", "q.sql is not one SELECT: it is empty")]
    [InlineData("pragma table_info(tales)", "q.sql is not one SELECT: it is no SELECT")]
    [InlineData("with a as (select 1) delete from tales", "would change the database")]
    public void What_is_no_query_is_refused_in_words(string sql, string message)
    {
        using var desktop = Made(Tales);
        Assert.Contains(message, Assert.ThrowsAny<PressrunException>(() => Ask(desktop, sql)).Message,
            StringComparison.Ordinal);
        Assert.Equal(3, Ask(desktop, "select id from tales").Count);
    }

    [Theory]
    [InlineData("select ';' as a, \"id\" from tales")]
    [InlineData("SELECT [id] FROM tales WHERE title <> '; drop -- x' ;  ")]
    [InlineData("-- all\n/* ; */ with a as (select id from tales) select id from a")]
    public void Whatever_one_SELECT_holds_it_is_asked(string sql)
    {
        using var desktop = Made(Tales);
        Assert.Equal(3, Ask(desktop, sql).Count);
    }

    [Fact]
    public void A_query_without_end_is_given_up()
    {
        using var desktop = Made(Tales);
        const string Endless =
            "with recursive n(id) as (select 1 union all select id + 1 from n) select max(id) from n";
        var fault = Assert.ThrowsAny<PressrunException>(
            () => Ask(desktop, Endless, workMax: TimeSpan.FromMilliseconds(50)));
        Assert.Contains("q.sql took too long and was given up", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_rows_are_not_kept()
    {
        using var desktop = Made("create table tales (id integer, body text);"
            + "with recursive n(id) as (select 1 union all select id + 1 from n where id < 100000) "
            + "insert into tales select id, printf('%.*c', 2000, 'x') from n;");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reading = Ask(desktop, "select id, body from tales order by id");
        var most = 0L;
        var count = 0;
        foreach (var _ in reading.Source.Read())
        {
            most = ++count % 20_000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
        }

        Assert.Equal(100_000, count);
        var bytes = (most - before).ToString("n0", CultureInfo.InvariantCulture);
        Assert.True(most - before < 100_000_000, $"{bytes} bytes");
    }

    [Fact]
    public void A_run_takes_its_items_from_the_database_a_variable_names()
    {
        using var shell = new Shell();
        using var desktop = Made(Tales);
        Write(shell, "env:TALES, query: prompts/select.sql, key: id, where: score > 0, order: score desc");
        shell.Write("prompts/select.sql", "select id, title, score from tales where id < 3");
        var (unset, _, missing) = shell.Run("run", "p.yaml");
        Assert.Equal(2, unset);
        Assert.Contains("p.yaml:3:16  the environment variable TALES is not set", missing, StringComparison.Ordinal);
        shell.Variables["TALES"] = "sqlite:" + Path.Combine(desktop.Folder, "tales.db");
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, output + error);
        Assert.Equal("Sea\nair|Salt \"roads\"|", File.ReadAllText(shell.PathOf("out/all.txt")).Trim());
        Assert.Contains("nothing to do", shell.Run("run", "p.yaml").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:tales.db")]
    [InlineData("sqlite://tales.db")]
    [InlineData("SQLite:./tales.db")]
    public void A_file_is_found_however_its_address_is_written(string from)
    {
        using var shell = new Shell();
        Write(shell, from + ", query: q.sql");
        shell.Write("q.sql", "select id, title from tales");
        Fill(shell.PathOf("tales.db"), Tales);
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.True(code == 0, error);
    }

    [Theory]
    [InlineData("sqlite:tails.db, query: q.sql",
        "p.yaml:3:16  tails.db: there is no such file. Did you mean `tales.db`?")]
    [InlineData("sqlite:../tales.db, query: q.sql",
        "p.yaml:3:16  ../tales.db: items: lies outside the pipeline's folder")]
    [InlineData("sqlite:p.yaml, query: q.sql", "p.yaml:3:16  this is no SQLite database")]
    [InlineData("sqlite:tales.db", "p.yaml:3:16  a database is asked by `query`")]
    [InlineData("sqlite:tales.db, query: qq.sql", "there is no file `qq.sql`: did you mean `q.sql`?")]
    [InlineData("sqlite:tales.db, query: q.sql, at: x", "`at` leads to a list inside a JSON or YAML file")]
    [InlineData("\"postgres://me:hush1@db/x\", query: q.sql",
        "the address holds a password, which never stands in the file")]
    [InlineData("\"postgres://db/x?password=hush1\", query: q.sql", "the address holds a password")]
    [InlineData("\"mysql://me:hush1@db/x\", query: q.sql", "the address holds a password")]
    [InlineData("\"host=db;password=hush1\", query: q.sql", "the address holds a password")]
    [InlineData("\"sqlite:tales.db?password=hush1\", query: q.sql", "the address holds a password")]
    [InlineData("postgres://db/x, query: q.sql", "p.yaml:3:16  reading items from PostgreSQL is not carried out by")]
    [InlineData("sqlite:tales.db, query: name.sql", "name.sql  the items have a field `name`")]
    public void What_cannot_be_read_is_told_where_it_is_written_and_without_a_password(string from, string message)
    {
        using var shell = new Shell();
        Write(shell, from);
        shell.Write("q.sql", "select 1 as id");
        shell.Write("name.sql", "select 1 as id, 'x' as name");
        Fill(shell.PathOf("tales.db"), Tales);
        var (code, output, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output + error, StringComparison.Ordinal);
    }

    private static void Write(Shell shell, string from) => shell.Write("p.yaml",
        $"pressrun: 1\nname: p\nitems: {{ from: {from} }}\nstages:\n"
            + "  page: { render: \"{{title}}\" }\n"
            + "  all: { once: true, render: \"{{#each items}}{{title}}|{{/each}}\", save: out/all.txt }\n");

    private static ItemReading Ask(Desktop desktop, string sql, TimeSpan? workMax = null) => ItemReader.Read(
        new("sqlite:tales.db", desktop.Folder)
        {
            Query = new("q.sql", sql),
            OpenDatabase = address => ReadOnlySqlite.Open(
                address.Place, workMax ?? TimeSpan.FromMinutes(1), TimeProvider.System),
        });

    private static Desktop Made(string sql)
    {
        var desktop = new Desktop();
        Fill(Path.Combine(desktop.Folder, "tales.db"), sql);
        return desktop;
    }

    private static void Fill(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
