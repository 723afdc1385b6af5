// SPDX-License-Identifier: GPL-3.0-or-later
//
// The registers proved again from what is written, as if somebody had written there with another
// tool.
#include <coop/care/voice.hpp>
#include <coop/core/count.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <unordered_map>

namespace coop::care {

namespace {

// What is remembered of an object: its last version, and who a spokesperson was then.
struct Seen {
    std::int64_t version = 0;
    core::Digest hash{};
};

class Walk {
public:
    void visit(Filed const& filed)
    {
        auto const& record = filed.record;
        if (!is_canonical(record)) {
            add("verify.care-value", filed);
            return; // What else would be found follows from that.
        }
        check_place(filed);
        if (filed.salt && personal_digest(record, *filed.salt) != filed.personal) {
            add("verify.care-personal", filed);
        }
        check_references(filed);
        check_opinion(filed);
        remember(record);
    }

    std::vector<core::Diagnostic> take() { return std::move(findings_); }

private:
    static bool is_canonical(Record const& record)
    {
        try {
            return check_record(record) == record;
        } catch (core::Error const&) {
            return false;
        }
    }

    void check_place(Filed const& filed)
    {
        auto const expected = chain_link(head_, filed.record, filed.sequence, filed.personal);
        if (!core::is_next(sequence_, filed.sequence) || filed.hash != expected) {
            add("verify.care-chain", filed);
        }
        sequence_ = filed.sequence;
        head_ = filed.hash;
        if (!core::is_next(seen(filed.record.kind, filed.record.id).version,
                           filed.record.version)) {
            add("verify.care-version", filed);
        }
    }

    // What it names was there before it.
    void check_references(Filed const& filed)
    {
        for (auto const& field : kind_of(filed.record.kind).fields) {
            auto const value = value_of(filed.record.fields, field.key);
            if (value.empty()) {
                continue;
            }
            if (field.type == FieldType::ref || field.type == FieldType::refs) {
                for (auto const id : core::split(value, ',')) {
                    if (seen(field.values.front(), id).version == 0) {
                        add("verify.care-reference", filed);
                    }
                }
            } else if (field.type == FieldType::objects) {
                for (auto const object : core::split(value, ',')) {
                    auto const at = object.find('@');
                    check_object(filed, object.substr(0, at), object.substr(at + 1));
                }
            } else if (field.type == FieldType::object) {
                check_object(filed, value, value_of(filed.record.fields, "object_hash"));
            }
        }
    }

    void check_object(Filed const& filed, std::string_view object, std::string_view hash)
    {
        auto const slash = object.find('/');
        auto const& known = seen(object.substr(0, slash), object.substr(slash + 1));
        if (known.version == 0 || core::to_hex(known.hash) != hash) {
            add("verify.care-reference", filed);
        }
    }

    void check_opinion(Filed const& filed)
    {
        if (filed.record.kind == "spokesperson") {
            keys_[filed.record.id] = std::string{value_of(filed.record.fields, "key")};
        }
        auto const signature = value_of(filed.record.fields, "signature");
        if (filed.record.kind != "opinion" || signature.empty()) {
            return;
        }
        auto const opinion = registry_of(std::span{&filed, 1}).opinions.front();
        auto const key = parse_key(keys_[opinion.spokesperson]);
        if (!key ||
            !core::ed25519_verify(*key, opinion_preimage(opinion), *parse_signature(signature))) {
            add("verify.care-signature", filed);
        }
    }

    void remember(Record const& record)
    {
        objects_[name_of(record.kind, record.id)] = {record.version, content_hash(record)};
    }

    Seen const& seen(std::string_view kind, std::string_view id) const
    {
        static Seen const none{};
        auto const found = objects_.find(name_of(kind, id));
        return found == objects_.end() ? none : found->second;
    }

    static std::string name_of(std::string_view kind, std::string_view id)
    {
        return std::string{kind} + "/" + std::string{id};
    }

    void add(char const* id, Filed const& filed)
    {
        auto const same = [&](core::Diagnostic const& one) { return one.id == id; };
        if (std::ranges::none_of(findings_, same)) {
            findings_.push_back({core::Severity::error,
                                 id,
                                 {{"sequence", filed.sequence},
                                  {"kind", filed.record.kind},
                                  {"id", filed.record.id},
                                  {"version", filed.record.version}},
                                 {}});
        }
    }

    std::int64_t sequence_ = 0;
    core::Digest head_{};
    std::unordered_map<std::string, Seen> objects_;
    std::unordered_map<std::string, std::string> keys_; // of spokespersons, as they stand
    std::vector<core::Diagnostic> findings_;
};

} // namespace

std::vector<core::Diagnostic> check_trail(FiledSource const& next)
{
    Walk walk;
    while (auto const filed = next()) {
        walk.visit(*filed);
    }
    return walk.take();
}

} // namespace coop::care
