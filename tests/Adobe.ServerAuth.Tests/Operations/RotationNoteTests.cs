using System.Text.Json.Nodes;
using Adobe.ServerAuth.Operations.Secrets;

namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>What a store returns may be anything: it is a whole note, or none.</summary>
public class RotationNoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Optional = ["old", "newId", "new"];
    private static readonly string Text = RotationNote.Adding("run-1", "credential-1", Now, ["uuid-1", "uuid-2"], "stored").Done().ToText();

    public static TheoryData<string> Members => [.. JsonNode.Parse(Text)!.AsObject().Select(member => member.Key)];

    [Fact]
    public void A_note_says_the_same_when_it_is_read_again()
    {
        var note = RotationNote.Read(Text)!;

        Assert.Equal(Text, note.ToText());
        Assert.Equal(("run-1", "credential-1", Now, Now, true, true), (note.Run, note.CredentialId, note.WrittenAt, note.TouchedAt, note.IsEnded, note.IsDone));
        Assert.Equal(["uuid-1", "uuid-2"], note.Before);
        Assert.Equal((true, false, false), (note.IsOld("stored"), note.IsOld("another"), note.IsOld(null)));
    }

    [Theory, MemberData(nameof(Members))]
    public void One_that_lacks_a_member_is_none(string member)
    {
        Assert.Equal(Optional.Contains(member), RotationNote.Read(With(member, null, isThere: false)) is not null);
        Assert.Equal(Optional.Contains(member), RotationNote.Read(With(member, null)) is not null);
    }

    [Theory, MemberData(nameof(Members))]
    public void One_with_a_member_of_another_kind_or_form_is_none(string member)
    {
        Assert.Null(RotationNote.Read(With(member, new JsonObject())));
        Assert.Null(RotationNote.Read(With(member, new JsonArray { 1, null })));
        Assert.Null(RotationNote.Read(With(member, 1.5)));
        if (member is "version" or "written" or "touched" or "salt" or "ended" or "done" or "before")
        {
            Assert.Null(RotationNote.Read(With(member, "no date, number, base64 or truth")));
        }

        Assert.Null(RotationNote.Read($$"""{"{{member}}":1,{{Text[1..]}}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"version\"")]
    [InlineData("{")]
    [InlineData("{}")]
    public void Another_text_is_none(string text) => Assert.Null(RotationNote.Read(text));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void One_of_another_version_is_none(int version) => Assert.Null(RotationNote.Read(With("version", version)));

    private static string With(string member, JsonNode? value, bool isThere = true)
    {
        var note = JsonNode.Parse(Text)!.AsObject();
        note.Remove(member);
        if (isThere)
        {
            note[member] = value;
        }

        return note.ToJsonString();
    }
}
